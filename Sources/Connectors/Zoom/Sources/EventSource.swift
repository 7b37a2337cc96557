internal import CEL
internal import PipelineCore

/// `zoom.events`: the webhooks that were received, each a partition of its own.
struct EventSource: Source {
    let shared: Shared
    let setting: SourceSetting
    private let names: Set<String>
    private let slots: @Sendable (EventRecord) -> [Value]

    init(_ shared: Shared, _ setting: SourceSetting) {
        self.shared = shared
        self.setting = setting
        names = Set(setting.options.strings("events"))
        slots = EventRecord.definition.slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        for stored in try await shared.events.events(of: "zoom", named: names, since: window.since) {
            try await found(partition(stored))
        }
        return []
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        guard let number = focus.details["event"].flatMap(Int.init),
            let stored = try await shared.events.event(number),
            stored.event.service == "zoom", names.isEmpty || names.contains(stored.event.name)
        else { return [] }
        try await found(partition(stored))
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        guard let number = partition.details["event"].flatMap(Int.init),
            let stored = try await shared.events.event(number)
        else {
            let message = "\(partition.title): it isn't kept any more"
            return Reading(rows: 0, notices: [Notice(code: "gone", subject: partition.title, message: message)])
        }
        let body: WebhookBody
        do { body = try WebhookBody(stored.event.body) } catch {
            throw ConnectorFailure(.permanent, "\(partition.title) can't be read: \(error.reason)")
        }
        return try await inEngineWords(partition.title) {
            var record = EventRecord(body: body, received: stored.received)
            if let session = record.session {
                guard let found = try await shared.focusSearch(setting).find(session) else {
                    return Reading(rows: 1, skipped: ["not_selected": 1])
                }
                if record.hostEmail.isEmpty { record.hostEmail = found.hostEmail }
            }
            guard !shared.narrowing.excludes(email: record.email) else {
                return Reading(rows: 1, skipped: ["excluded_domain": 1])
            }
            let moment = Moment(asOf: record.time, instance: record.occasion(of: stored))
            try await emit([Record(slots: slots(record), moment: moment, origin: partition.title)])
            return Reading(rows: 1)
        }
    }

    private func partition(_ stored: StoredEvent) -> Partition {
        let topic = stored.event.focus?.details["topic"].map { " “\($0)”" } ?? ""
        return Partition(
            id: "event/\(stored.number)",
            title: stored.event.name + topic,
            details: ["event": "\(stored.number)"]
        )
    }
}
