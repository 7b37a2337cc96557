import PipelineCore
import YAML

/// The pipelines that a connector's compact form stands for (DESIGN.md §2.1).
///
/// They are drafts like those that stand in a file, and go the same way from here.
func expand(_ connector: ConnectorDraft, _ document: Document, _ context: Context) -> [PipelineDraft] {
    guard !connector.descriptor.compact.isEmpty else { return [] }
    let notices = expandNotices(connector, context)
    let rules = connector.descriptor.compact.filter { connector.sync[$0.sync]?.isOn == true }
    guard !rules.isEmpty else { return notices }
    let mapping = CompactMapping(connector, document, context)
    mapping.check(against: connector.descriptor.compact.map(\.source))
    let lists = CompactLists(connector, document, context)
    lists.check(rules)
    let pipelines = rules.map { rule in
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
    return pipelines + notices
}

/// What webhooks missed is found every hour.
let sweepSeconds = 3_600

/// `lists: [<name>]`, standing where the list is defined.
private func sinkOptions(_ list: ListTable.Entry) -> Node {
    func scalar(_ text: String) -> Node {
        Node(.scalar(Scalar(text: text, style: .plain, span: list.span)), span: list.span)
    }
    let names = Node(.sequence([scalar(list.name)]), span: list.span)
    let entry = Mapping.Entry(key: scalar("lists"), name: "lists", value: names)
    return Node(.mapping(Mapping([entry])), span: list.span)
}
