import PipelineCore
import YAML

/// One list for meetings and webinars alike: nobody can tell afterwards who came to which. Of the compact form this is reported
/// where its lists are read.
func checkSharedLists(_ pipelines: [LinkedPipeline], _ context: Context) {
    var first: [Int: (sync: String, pipeline: LinkedPipeline)] = [:]
    let rules = context.catalog.connectors.flatMap(\.compact)
    for pipeline in pipelines where pipeline.draft.origin == .explicit {
        guard let sync = rules.first(where: { $0.source == pipeline.source?.descriptor.name })?.sync else { continue }
        for id in pipeline.sink?.options.ints("lists") ?? [] {
            guard let other = first[id] else {
                first[id] = (sync, pipeline)
                continue
            }
            guard other.sync != sync, let span = pipeline.sink?.options.span("lists") else { continue }
            context.findings.warning(
                .sharedList,
                "`\(pipeline.draft.name)` and `\(other.pipeline.draft.name)` fill the same list, \(id)",
                at: span,
                hint: "with one list for meetings and webinars nobody can tell who came to which",
                related: (other.pipeline.sink?.options.span("lists")).map {
                    [Diagnostic.Related(message: "filled here too", span: $0)]
                } ?? []
            )
        }
    }
}
