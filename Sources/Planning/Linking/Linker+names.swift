import PipelineCore
import YAML

/// A source or sink with the name of its connector.
struct Found<Descriptor> {
    let descriptor: Descriptor
    let connector: String
}

extension Linker {
    func lookUpSource(_ end: PipelineDraft.End) -> Found<SourceDescriptor>? {
        for connector in context.catalog.connectors {
            if let source = connector.sources.first(where: { $0.name == end.name }) {
                return Found(descriptor: source, connector: connector.name)
            }
        }
        findings.add(.unknownSource(end, context.catalog))
        return nil
    }

    func lookUpSink(_ end: PipelineDraft.End) -> Found<SinkDescriptor>? {
        for connector in context.catalog.connectors {
            if let sink = connector.sinks.first(where: { $0.name == end.name }) {
                return Found(descriptor: sink, connector: connector.name)
            }
        }
        findings.add(.unknownSink(end, context.catalog))
        return nil
    }

    /// The connector as the files have it, or as the environment alone provides it.
    func connector(
        _ name: String,
        for draft: PipelineDraft,
        at span: Span?,
        _ connectors: inout [ConnectorDraft]
    ) -> ConnectorDraft? {
        if let connector = connectors.first(where: { $0.name == name }) { return connector }
        guard let descriptor = context.catalog.connector(name) else { return nil }
        let credential = descriptor.soleCredential
        guard credential != nil || descriptor.needsNoAccount else {
            findings.add(.missingConnector(name, draft, at: span))
            return nil
        }
        var connector = ConnectorDraft(descriptor: descriptor, span: nil)
        let fields = ConnectorKeys.plainOptions(descriptor).filter { $0.name != credential?.name }
        connector.options = OptionDecoder(context: context, owner: .connector(name), lists: document.lists)
            .decode(fields, from: nil, of: "connectors.\(name)", place: span)
        if let credential { connector.take(credential, from: context, at: nil) }
        connectors.append(connector)
        return connector
    }
}

extension Diagnostic {
    fileprivate static func unknownSource(_ end: PipelineDraft.End, _ catalog: Catalog) -> Diagnostic {
        let names = catalog.connectors.flatMap(\.sources).map(\.name)
        return Diagnostic(
            .error,
            .unknownSource,
            "there is no source `\(end.name)`",
            at: end.span,
            hint: catalog.sink(end.name) == nil
                ? nearest(end.name, names, "sources") : "`\(end.name)` is a sink"
        )
    }

    fileprivate static func unknownSink(_ end: PipelineDraft.End, _ catalog: Catalog) -> Diagnostic {
        let names = catalog.connectors.flatMap(\.sinks).map(\.name)
        return Diagnostic(
            .error,
            .unknownSink,
            "there is no sink `\(end.name)`",
            at: end.span,
            hint: catalog.source(end.name) == nil
                ? nearest(end.name, names, "sinks") : "`\(end.name)` is a source"
        )
    }

    /// The name meant, also when only the part before or behind the dot was written.
    private static func nearest(_ name: String, _ names: [String], _ what: String) -> String? {
        if let hint = didYouMean(name, names) { return hint }
        let parts = names.filter { $0.hasSuffix(".\(name)") || $0.hasPrefix("\(name).") }
        if parts.count == 1, let part = parts.first { return "did you mean `\(part)`?" }
        let prefix = name.prefix { $0 != "." } + "."
        let near = parts.isEmpty ? names.filter { $0.hasPrefix(prefix) } : parts
        return didYouMeanOr(name, near.isEmpty ? names : near, are: near.isEmpty ? "the \(what)" : "its \(what)")
    }

    fileprivate static func missingConnector(_ name: String, _ draft: PipelineDraft, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error,
            .missingConnector,
            "the pipeline `\(draft.name)` uses the connector `\(name)`, which isn't configured",
            at: span,
            hint: "add `connectors: { \(name): {…} }`"
        )
    }
}
