internal import CEL
internal import PipelineCore

/// `zoom.meetings` and `zoom.webinars`: what the hosts have scheduled, one record for each number.
struct ScheduledSource: Source {
    let family: Family
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (ScheduledRecord) -> [Value]

    init(_ family: Family, _ shared: Shared, _ setting: SourceSetting) {
        self.family = family
        self.shared = shared
        self.setting = setting
        slots = ScheduledRecord.definition(family).slots(of: setting.layout)
    }

    /// Reads the listings already here, so that hosts who can't be read are told of together; reading finds them known.
    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        let search = HostSearch(directory: shared.directory, group: setting.group)
        return try await search.all { user, findings in
            _ = try await sessions(of: user)
            findings.found = [user]
        } take: { user in
            let partition = Partition(
                id: "host/\(user.key)",
                title: "the \(family.rawValue)s of \(Email.masked(user.email))",
                isReadEachRun: true,
                details: ["id": user.id, "email": user.email]
            )
            try await found(partition)
        }
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let email = partition.details["email"] ?? ""
        let user = ZoomUser(id: partition.details["id"] ?? "", email: email)
        return try await inEngineWords(partition.title) {
            let rows = try await sessions(of: user)
            var reading = Reading(rows: rows.count)
            var seen: Set<Int> = []
            let now = shared.now()
            var records: [Record] = []
            for row in rows {
                guard try shared.narrowing.includes(number: row.number, title: row.topic, hostEmail: email) else {
                    reading.skipped["not_selected", default: 0] += 1
                    continue
                }
                guard seen.insert(row.number).inserted else {
                    reading.merged += 1
                    continue
                }
                let record = ScheduledRecord(session: row, hostEmail: email)
                let moment = Moment(asOf: now, instance: "\(row.number)")
                records.append(Record(slots: slots(record), moment: moment, origin: partition.title))
            }
            try await handOver(records, emit)
            return reading
        }
    }

    private func sessions(of user: ZoomUser) async throws -> [ScheduledSession] {
        switch family {
        case .meeting: try await shared.directory.meetings(of: user, type: "scheduled", group: setting.group)
        case .webinar: try await shared.directory.webinars(of: user, group: setting.group)
        }
    }
}
