import CEL
import PipelineCore
import YAML

/// All pipelines with their names looked up.
struct Linked {
    /// The connectors in the files, and those that the environment alone provides.
    var connectors: [ConnectorDraft]

    /// The pipelines, in order.
    var pipelines: [LinkedPipeline] = []

    /// What must be set for the purpose at hand: for a run the enabled pipelines, their connectors and their lists.
    func used(_ input: Input) -> Set<Variables.Owner> {
        if input.purpose == .lock {
            return Set(connectors.filter(\.descriptor.hasInventory).map { .connector($0.name) })
        }
        var used: Set<Variables.Owner> = [.document]
        let selection = input.selection
        for pipeline in pipelines where pipeline.isEnabled && selection?.contains(pipeline.draft.name) != false {
            used.insert(.pipeline(pipeline.draft.name))
            used.formUnion(
                [pipeline.source?.connector, pipeline.sink?.connector].compactMap(\.self).map { .connector($0) }
            )
            used.formUnion(pipeline.usedLists.map { .list($0) })
        }
        return used
    }

    /// The graph, when nothing is wrong.
    func graph(_ document: Document) -> Graph {
        var nodes: [String: ConnectorNode] = [:]
        var lists = document.lists
        for draft in connectors {
            nodes[draft.name] = ConnectorNode(
                name: draft.name,
                options: draft.options,
                isEnabled: draft.isEnabled,
                span: draft.span
            )
            lists = lists.shadowed(by: draft.lists)
        }
        return Graph(
            connectors: nodes,
            pipelines: pipelines.compactMap(\.pipeline),
            lists: lists.entries.compactMapValues(\.id),
            timeZone: document.timeZone
        )
    }
}

/// A pipeline with its names looked up, as far as they could be.
struct LinkedPipeline {
    /// As it is written.
    let draft: PipelineDraft

    /// Whether it runs.
    var isEnabled = false

    /// What it reads.
    var source: LinkedSource?

    /// What it writes to.
    var sink: LinkedSink?

    /// The columns that it hands to its sink; nil while they aren't known.
    var columns: [LinkedColumn]?

    /// The lists that it names.
    var usedLists: Set<String> = []

    /// Whether nothing is wrong with it by itself.
    var isRight = false

    /// The pipeline, when nothing is wrong with it and a graph is wanted.
    var pipeline: Pipeline?
}

struct LinkedSource {
    let descriptor: SourceDescriptor
    let connector: String
    let options: Options
    let scope: ExpressionScope
}

struct LinkedSink {
    let descriptor: SinkDescriptor
    let connector: String
    let options: Options
    let span: Span
}

/// A column of the rows that a sink gets, and where it is written.
struct LinkedColumn {
    let name: String
    let type: ValueType
    let write: WriteMode

    /// Where the name stands.
    let span: Span

    /// The expression.
    let text: ResolvedText

    /// Values that it can have, with the places they come from; it may have others too.
    let possibleValues: [(value: Value, span: Span)]

    /// Where the expression stands.
    var expression: Span { text.span }
}
