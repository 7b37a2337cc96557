import PipelineCore
import YAML

/// A pipeline of one's own whose connector is disabled never runs: worth a warning, unless it is disabled itself.
func checkDisabledConnectors(_ pipeline: LinkedPipeline, _ connectors: [ConnectorDraft], _ findings: Findings) {
    let draft = pipeline.draft
    guard draft.isEnabled, draft.origin == .explicit else { return }
    let ends = [(draft.source, pipeline.source?.connector), (draft.sink, pipeline.sink?.connector)]
    for (end, name) in ends {
        guard let end, let connector = connectors.first(where: { $0.name == name }), !connector.isEnabled else {
            continue
        }
        findings.add(.disabledConnector(connector, draft, at: end.span))
    }
}

/// Some pipeline is there to run.
func checkAnythingRuns(_ pipelines: [LinkedPipeline], _ document: Document, _ context: Context) {
    guard pipelines.isEmpty else { return }
    if context.findings.all.contains(where: { $0.severity == .error }) { return }
    let compact = document.connectors.first { !$0.descriptor.compact.isEmpty }
    context.findings.add(.nothingToRun(compact, at: compact?.span ?? context.startOfFirstFile))
}

extension Context {
    fileprivate var startOfFirstFile: Span? { input.documents.first?.span(from: 0, to: 0) }
}

extension Diagnostic {
    fileprivate static func disabledConnector(
        _ connector: ConnectorDraft,
        _ draft: PipelineDraft,
        at span: Span
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            .disabledConnector,
            "the pipeline `\(draft.name)` won't run: the connector `\(connector.name)` is disabled",
            at: span,
            hint: "enable the connector, or write `enabled: false` here as well",
            related: connector.options.span("enabled").map { [Related(message: "disabled here", span: $0)] } ?? []
        )
    }

    fileprivate static func nothingToRun(_ connector: ConnectorDraft?, at span: Span?) -> Diagnostic {
        Diagnostic(
            .warning,
            .nothingToRun,
            "there are no pipelines: nothing would run",
            at: span,
            hint: connector.map { connector in
                let keys = ConnectorKeys.syncFields(connector.descriptor).map { "`\($0.name)`" }
                return "set one of `connectors.\(connector.name).sync` to `true`: \(keys.joined(separator: ", "))"
            } ?? "add one under `pipelines`"
        )
    }
}
