import PipelineCore
import YAML

/// Looks up what pipelines name: sources, sinks, connectors, lists, fields.
struct Linker {
    let context: Context
    let document: Document

    var findings: Findings { context.findings }

    /// Links all pipelines.
    func link(_ drafts: [PipelineDraft]) -> Linked {
        var linked = Linked(connectors: document.connectors)
        for draft in drafts {
            linked.pipelines.append(link(draft, &linked.connectors))
        }
        return linked
    }

    private func link(_ draft: PipelineDraft, _ connectors: inout [ConnectorDraft]) -> LinkedPipeline {
        var linked = LinkedPipeline(draft: draft)
        let errors = findings.all.count
        let source = draft.source.flatMap { lookUpSource($0) }
        let sink = draft.sink.flatMap { lookUpSink($0) }
        let sourceDraft = source.flatMap { connector($0.connector, for: draft, at: draft.source?.span, &connectors) }
        let sinkDraft = sink.flatMap { connector($0.connector, for: draft, at: draft.sink?.span, &connectors) }
        linked.isEnabled =
            draft.isEnabled && [sourceDraft, sinkDraft].allSatisfy { $0?.isEnabled ?? true }

        let lists = document.lists(near: sourceDraft)
        linked.usedLists = usedLists(draft.sink?.options, lists)
        linked.source = source.map { link($0, draft, lists) }
        linked.sink = sink.map { link($0, draft, lists) }
        if let source = linked.source { compileStages(of: &linked, source) }

        let isRight = !findings.all.dropFirst(errors).contains { $0.severity == .error }
        linked.isRight = draft.isComplete && isRight
        if linked.isRight, context.input.makesGraph { linked.pipeline = build(linked) }
        return linked
    }

    private func link(_ found: Found<SourceDescriptor>, _ draft: PipelineDraft, _ lists: ListTable) -> LinkedSource {
        let end = draft.source
        let options = OptionDecoder(context: context, owner: .pipeline(draft.name), lists: lists)
            .decode(found.descriptor.options, from: end?.options, of: found.descriptor.name, place: end?.span)
        return LinkedSource(
            descriptor: found.descriptor,
            connector: found.connector,
            options: options,
            scope: context.compiler.scope(of: found.descriptor, options)
        )
    }

    private func link(_ found: Found<SinkDescriptor>, _ draft: PipelineDraft, _ lists: ListTable) -> LinkedSink {
        let end = draft.sink
        let options = OptionDecoder(context: context, owner: .pipeline(draft.name), lists: lists)
            .decode(found.descriptor.options, from: end?.options, of: found.descriptor.name, place: end?.span)
        return LinkedSink(
            descriptor: found.descriptor,
            connector: found.connector,
            options: options,
            span: end?.span ?? draft.span
        )
    }

    /// The names of lists that stand in a sink's options.
    private func usedLists(_ node: Node?, _ lists: ListTable) -> Set<String> {
        guard let node else { return [] }
        switch node.content {
        case .scalar(let scalar):
            let text = context.variables.resolve(scalar, need: .never).text
            guard let list = lists[text] else { return [] }
            return Set([text, list.original].compactMap(\.self))
        case .sequence(let items): return items.reduce(into: []) { $0.formUnion(usedLists($1, lists)) }
        case .mapping(let mapping):
            return mapping.entries.reduce(into: []) { $0.formUnion(usedLists($1.value, lists)) }
        }
    }
}
