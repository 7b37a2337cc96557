internal import CEL
internal import PipelineCore

/// `zoom.meeting_registrants` and `zoom.webinar_registrants`: who registered, of one status.
///
/// Zoom can't list what changed, so each listing is read in full in each run.
struct RegistrantSource: Source {
    let family: Family
    let status: String
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (RegistrantRecord) -> [Value]

    init(_ family: Family, _ shared: Shared, _ setting: SourceSetting) {
        self.family = family
        self.shared = shared
        self.setting = setting
        status = setting.options.string("status") ?? "approved"
        slots = RegistrantRecord.definition(.registered(family)).slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        let search = HostSearch(directory: shared.directory, group: setting.group)
        return try await search.all { user, findings in
            let sessions =
                switch family {
                case .meeting:
                    try await shared.directory.meetings(of: user, type: "scheduled", group: setting.group)
                case .webinar: try await shared.directory.webinars(of: user, group: setting.group)
                }
            findings.found = try selected(sessions, user, window)
        } take: { partition in
            try await found(partition)
        }
    }

    /// The meetings that are still ahead or within the window, each once.
    private func selected(_ sessions: [ScheduledSession], _ user: ZoomUser, _ window: Window) throws -> [Partition] {
        var seen: Set<Int> = []
        return try sessions.compactMap { session in
            let end = session.start?.later((session.duration ?? 0) * 60)
            guard !session.isSingle || end.map({ $0 >= window.since }) ?? true,
                try shared.narrowing.includes(
                    number: session.number,
                    title: session.topic,
                    hostEmail: user.email
                ),
                seen.insert(session.number).inserted
            else { return nil }
            return partition(session, user)
        }
    }

    private func partition(_ session: ScheduledSession, _ user: ZoomUser) -> Partition {
        partition(session.number, session.topic, session.start, session.duration, session.type, user.email)
    }

    private func partition(
        _ number: Int,
        _ topic: String,
        _ start: Timestamp?,
        _ minutes: Int?,
        _ type: Int?,
        _ hostEmail: String
    ) -> Partition {
        var details = ["number": "\(number)", "topic": topic, "host_email": hostEmail]
        details["start"] = start?.rfc3339
        details["minutes"] = minutes.map(String.init)
        details["type"] = type.map(String.init)
        return Partition(
            id: "registrants/\(number)/\(status)",
            title: Instance.title(topic, start, setting.zone),
            isReadEachRun: true,
            details: details
        )
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        let match = try await inEngineWords(focus.id) { try await shared.focusSearch(setting).find(focus) }
        guard let match, match.session.family == family else { return [] }
        let session = match.session
        try await found(
            partition(
                session.number,
                session.topic,
                session.start,
                session.minutes,
                session.type,
                match.hostEmail
            )
        )
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let details = partition.details
        guard let number = details["number"].flatMap(Int.init) else {
            throw ConnectorFailure(
                .permanent,
                "\(partition.title): the state doesn't say which \(family.rawValue) it is"
            )
        }
        return try await inEngineWords(partition.title) {
            guard let list = try await list(number, details["type"].flatMap(Int.init)) else {
                let message = "\(partition.title): it was deleted, so its registrants can't be read any more"
                return Reading(
                    rows: 0,
                    notices: [Notice(code: "deleted", subject: partition.title, message: message)]
                )
            }
            var reading = Reading(rows: list.rows.count)
            let kept = RegistrantMerging.kept(list.rows, shared.narrowing, &reading)
            var sources = RegistrationSources()
            if setting.layout.uses("registration_source"), !kept.isEmpty {
                sources = try await shared.registrants.sources(number, status: status, group: setting.group)
                reading.notices += sources.notice(partition.title).map { [$0] } ?? []
            }
            let records = kept.map { registrant in
                let record = RegistrantRecord(
                    registrant: registrant,
                    number: number,
                    title: details["topic"] ?? "",
                    start: details["start"].flatMap { Timestamp(rfc3339: $0) },
                    minutes: details["minutes"].flatMap(Int.init),
                    hostEmail: details["host_email"] ?? "",
                    source: sources.source(id: registrant.id, email: registrant.email)
                )
                // Without a time it is older than all that has one.
                let moment = Moment(asOf: registrant.created ?? Timestamp(seconds: 0), instance: "\(number)")
                return Record(slots: slots(record), moment: moment, origin: partition.title)
            }
            try await handOver(records, emit)
            return reading
        }
    }

    /// The registrants; nil where the meeting is gone.
    ///
    /// Few meetings have registration, so they are asked one by one first, with a LIGHT request: Zoom disables apps that meet
    /// errors too often. Most webinars have it.
    private func list(_ number: Int, _ type: Int?) async throws -> RegistrantList? {
        if family == .meeting {
            switch try await shared.directory.registration(number, .meeting, group: setting.group) {
            case .none: return RegistrantList([], isRequired: false)
            case .gone: return nil
            case .required, .unknown: break
            }
        }
        do {
            return try await shared.registrants.list(number, family, status: status, group: setting.group)
        } catch let failure as ZoomFailure where failure.kind == .notFound {
            return nil
        }
    }
}
