import PipelineCore
import YAML

/// `field_mapping` counts for compact forms alone; beside pipelines that have their own maps it does nothing.
func checkMapping(_ document: Document, _ pipelines: [LinkedPipeline], _ findings: Findings) {
    guard !pipelines.isEmpty, pipelines.allSatisfy({ $0.draft.origin == .explicit }) else { return }
    let own = document.connectors.flatMap(\.mapping)
    if let entry = (document.mapping + own).first { findings.add(.unusedMapping(entry)) }
}

extension Diagnostic {
    fileprivate static func unusedMapping(_ entry: Mapping.Entry) -> Diagnostic {
        Diagnostic(
            .warning,
            .unusedMapping,
            "`field_mapping` fills nothing: no `sync` is on",
            at: entry.key.span,
            hint: "pipelines have their own mapping: `stages: [{ map: {…} }]`"
        )
    }
}
