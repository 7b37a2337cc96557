import PipelineCore
import YAML

/// The pipelines of a connector's compact form that tell people something: by an event unless the file asks for a mail or a
/// campaign.
func expandNotices(_ connector: ConnectorDraft, _ context: Context) -> [PipelineDraft] {
    guard connector.isSound else { return [] }
    return connector.descriptor.notices.compactMap { notice in
        guard let sync = connector.sync[notice.sync], sync.isOn else { return nil }
        let settings = connector.notices[notice.settings]
        checkWays(settings, notice, connector, context.findings)
        let options = connector.options.object(notice.settings)
        return NoticeDraft(notice, settings, options, at: sync.span).pipeline(of: connector)
    }
}

/// Keys that each ask for another way to tell.
private let ways = ["event", "template", "campaign"]

private func checkWays(
    _ settings: Mapping?,
    _ notice: CompactNotice,
    _ connector: ConnectorDraft,
    _ findings: Findings
) {
    let given = settings?.entries.filter { ways.contains($0.name) } ?? []
    guard let first = given.first, let second = given.dropFirst().first else { return }
    findings.error(
        .severalSinks,
        "`connectors.\(connector.name).\(notice.settings)` asks for both `\(first.name)` and `\(second.name)`",
        at: second.key.span,
        hint: "leave one of them; write pipelines of your own to tell people in several ways"
    )
}

/// One notice on its way to a pipeline.
private struct NoticeDraft {
    private let notice: CompactNotice
    private let settings: Mapping?
    private let options: Options
    private let span: Span

    init(_ notice: CompactNotice, _ settings: Mapping?, _ options: Options, at span: Span) {
        self.notice = notice
        self.settings = settings
        self.options = options
        self.span = span
    }

    func pipeline(of connector: ConnectorDraft) -> PipelineDraft {
        let isCampaign = settings?["campaign"] != nil
        return PipelineDraft(
            name: notice.pipeline,
            span: span,
            origin: .compact(connector: connector.name, sync: notice.sync),
            isEnabled: connector.isEnabled,
            triggers: Triggers(webhooks: notice.webhooks, every: sweepSeconds),
            source: PipelineDraft.End(
                name: isCampaign ? notice.occasions : notice.source,
                span: span,
                options: isCampaign ? nil : mapping([audience])
            ),
            stages: [.map(columns(isCampaign ? [] : ["email"]), span: span)],
            sink: sink
        )
    }

    private var sink: PipelineDraft.End {
        if let campaign = settings?["campaign"] {
            return PipelineDraft.End(name: "brevo.campaign", span: span, options: campaign)
        }
        if settings?["template"] != nil {
            let options = settings?.entries.filter { ["template", "sender", "tags"].contains($0.name) } ?? []
            return PipelineDraft.End(name: "brevo.email", span: span, options: mapping(options))
        }
        let event = settings?.entries.first { $0.name == "event" } ?? entry("event", notice.event)
        return PipelineDraft.End(name: "brevo.events", span: span, options: mapping([event]))
    }

    private var audience: Mapping.Entry {
        settings?.entries.first { $0.name == notice.audience.option }
            ?? entry(notice.audience.option, notice.audience.value)
    }

    private func columns(_ first: [String]) -> [ColumnDraft] {
        let asked = notice.guarded.filter { options.bool($0) }
        return (first + notice.fields + asked).map { name in
            let scalar = Scalar(text: name, style: .plain, span: span)
            return ColumnDraft(name: name, span: span, expression: ResolvedText(scalar))
        }
    }

    private func scalar(_ text: String) -> Node {
        Node(.scalar(Scalar(text: text, style: .plain, span: span)), span: span)
    }

    private func entry(_ name: String, _ value: String) -> Mapping.Entry {
        Mapping.Entry(key: scalar(name), name: name, value: scalar(value))
    }

    private func mapping(_ entries: [Mapping.Entry]) -> Node {
        Node(.mapping(Mapping(entries)), span: span)
    }
}
