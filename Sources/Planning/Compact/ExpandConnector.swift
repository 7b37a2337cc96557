import PipelineCore
import YAML

/// The pipelines that a connector's compact form stands for (DESIGN.md §2.1).
///
/// They are drafts like those that stand in a file, and go the same way from here.
func expand(_ connector: ConnectorDraft, _ document: Document, _ context: Context) -> [PipelineDraft] {
    guard !connector.descriptor.compact.isEmpty else { return [] }
    reportUnsynced(connector, context)
    let rules = connector.descriptor.compact.filter { connector.sync[$0.sync]?.isOn == true }
    guard !rules.isEmpty else { return [] }
    let mapping = CompactMapping(connector, document, context)
    mapping.check(against: rules.map(\.source))
    let lists = CompactLists(connector, document, context)
    lists.check(rules)
    return rules.map { rule in
        let columns = mapping.columns(for: rule.source)
        let list = lists.list(for: rule)
        let span = connector.sync[rule.sync]?.span ?? mapping.place
        return PipelineDraft(
            name: rule.pipeline,
            span: span,
            origin: .compact(connector: connector.name, sync: rule.sync),
            isEnabled: connector.isEnabled,
            triggers: Triggers(webhooks: rule.webhooks, every: sweepSeconds),
            source: PipelineDraft.End(name: rule.source, span: span, options: nil),
            stages: [.map(columns.mapped, span: mapping.place)],
            sink: PipelineDraft.End(name: rule.sink, span: span, options: list.map(sinkOptions)),
            omitted: columns.omitted,
            isComplete: list != nil && mapping.isUsable
        )
    }
}

/// What webhooks missed is found every hour.
private let sweepSeconds = 3_600

/// `lists: [<name>]`, standing where the list is defined.
private func sinkOptions(_ list: ListTable.Entry) -> Node {
    func scalar(_ text: String) -> Node {
        Node(.scalar(Scalar(text: text, style: .plain, span: list.span)), span: list.span)
    }
    let names = Node(.sequence([scalar(list.name)]), span: list.span)
    let entry = Mapping.Entry(key: scalar("lists"), name: "lists", value: names)
    return Node(.mapping(Mapping([entry])), span: list.span)
}

/// Says which keys under `sync` are on and yet do nothing.
private func reportUnsynced(_ connector: ConnectorDraft, _ context: Context) {
    for (name, sync) in connector.sync.sorted(by: { $0.key < $1.key })
    where sync.isOn && !connector.descriptor.compact.contains(where: { $0.sync == name }) {
        context.findings.note(
            .notYetSynced,
            "`sync.\(name)` makes no pipelines yet",
            at: sync.span,
            hint: "write a pipeline for it under `pipelines`"
        )
    }
}
