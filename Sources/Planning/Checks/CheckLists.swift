import PipelineCore
import YAML

/// Every list is used by something, or switched off knowingly.
func checkLists(_ document: Document, _ pipelines: [LinkedPipeline], _ findings: Findings) {
    let used = pipelines.reduce(into: Set<String>()) { $0.formUnion($1.usedLists) }
    let hasExplicit = pipelines.contains { $0.draft.origin == .explicit }
    // A pipeline that couldn't be linked may be what uses a list.
    let isKnown = pipelines.allSatisfy { $0.isRight || $0.draft.origin != .explicit }
    for entry in document.lists.entries.values where !used.contains(entry.name) {
        if let connector = document.compactConnector(of: entry.name), !hasExplicit || !connector.sync.isEmpty {
            if isKnown { reportIdle(entry, connector, findings) }
        } else if hasExplicit || pipelines.isEmpty {
            if isKnown { findings.add(.unusedList(entry, document)) }
        } else {
            findings.add(.listOfNothing(entry, document))
        }
    }
    for connector in document.connectors {
        for entry in connector.lists.entries.values where isKnown && !used.contains(entry.name) {
            reportIdle(entry, connector, findings)
        }
    }
}

/// A list of the compact form whose `sync` isn't on: fine when that is said, most likely forgotten when it isn't.
private func reportIdle(_ entry: ListTable.Entry, _ connector: ConnectorDraft, _ findings: Findings) {
    let rules = connector.descriptor.compact.filter { $0.list == entry.name || $0.fallbackList == entry.name }
    guard let rule = rules.first, !rules.contains(where: { connector.sync[$0.sync] != nil }) else { return }
    findings.add(.idleList(entry, connector, rule))
}

extension Document {
    /// The connector whose compact form knows a list of this name.
    fileprivate func compactConnector(of list: String) -> ConnectorDraft? {
        connectors.first { ConnectorKeys.listNames($0.descriptor).contains(list) }
    }

    fileprivate var listNames: [String] {
        connectors.flatMap { ConnectorKeys.listNames($0.descriptor) }
    }
}

extension Diagnostic {
    fileprivate static func unusedList(_ entry: ListTable.Entry, _ document: Document) -> Diagnostic {
        Diagnostic(
            .warning,
            .unusedList,
            "no pipeline uses the list `\(entry.name)`",
            at: entry.span,
            hint: didYouMean(entry.name, document.listNames)
        )
    }

    fileprivate static func listOfNothing(_ entry: ListTable.Entry, _ document: Document) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownList,
            "nothing fills a list `\(entry.name)`",
            at: entry.span,
            hint: didYouMeanOr(entry.name, document.listNames, are: "`sync` fills")
        )
    }

    fileprivate static func idleList(
        _ entry: ListTable.Entry,
        _ connector: ConnectorDraft,
        _ rule: CompactRule
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            .unusedList,
            "nothing fills the list `\(entry.name)`",
            at: entry.span,
            hint: "set `connectors.\(connector.name).sync.\(rule.sync)` to `true`, or to `false` to say so"
        )
    }
}
