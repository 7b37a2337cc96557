import PipelineCore
import YAML

/// The lists that a connector's compact form fills.
struct CompactLists {
    private let connector: ConnectorDraft
    private let table: ListTable
    private let context: Context

    init(_ connector: ConnectorDraft, _ document: Document, _ context: Context) {
        self.connector = connector
        self.context = context
        table = document.lists(near: connector)
    }

    /// The list that a rule's pipeline fills; nil when the file has none.
    func list(for rule: CompactRule) -> ListTable.Entry? {
        table[rule.list] ?? rule.fallbackList.flatMap { table[$0] }
    }

    /// Reports lists that are missing, and lists that meetings and webinars share.
    func check(_ rules: [CompactRule]) {
        var missing: Set<String> = []
        for rule in rules where list(for: rule) == nil {
            let name = rule.fallbackList ?? rule.list
            guard missing.insert(name).inserted else { continue }
            let span = connector.sync[rule.sync]?.span
            context.findings.add(.missingList(name, rule, connector, known: table, at: span))
        }
        var first: [Int: (rule: CompactRule, list: ListTable.Entry)] = [:]
        for rule in rules {
            guard let list = list(for: rule), let id = list.id else { continue }
            guard let other = first[id] else {
                first[id] = (rule, list)
                continue
            }
            if other.rule.sync != rule.sync { context.findings.add(.sharedList(id, list, other.list)) }
        }
    }
}

extension Diagnostic {
    fileprivate static func missingList(
        _ name: String,
        _ rule: CompactRule,
        _ connector: ConnectorDraft,
        known: ListTable,
        at span: Span?
    ) -> Diagnostic {
        let unused = known.entries.keys.filter { !ConnectorKeys.listNames(connector.descriptor).contains($0) }
        let misspelt = closest(to: name, in: unused.sorted())
        return Diagnostic(
            .error,
            .missingList,
            "`sync.\(rule.sync)` needs the list `\(name)`",
            at: span,
            hint: misspelt.map { "did you mean `\(name)` where `lists` has `\($0)`?" }
                ?? "add `\(name): <list id>` under `connectors.\(connector.name).lists`"
        )
    }

    fileprivate static func sharedList(_ id: Int, _ list: ListTable.Entry, _ other: ListTable.Entry) -> Diagnostic {
        Diagnostic(
            .warning,
            .sharedList,
            "`\(list.name)` and `\(other.name)` are the same list, \(id)",
            at: list.span,
            hint: "with one list for meetings and webinars nobody can tell who came to which",
            related: [Related(message: "`\(other.name)` is defined here", span: other.span)]
        )
    }
}
