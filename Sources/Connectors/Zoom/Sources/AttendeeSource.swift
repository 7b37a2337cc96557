internal import CEL
internal import PipelineCore

/// `zoom.meeting_participants` and `zoom.webinar_attendees`: the people at each instance, rejoins merged.
struct AttendeeSource: Source {
    let family: Family
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (AttendeeRecord) -> [Value]

    init(_ family: Family, _ shared: Shared, _ setting: SourceSetting) {
        self.family = family
        self.shared = shared
        self.setting = setting
        slots = AttendeeRecord.definition(family).slots(of: setting.layout)
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        let search = InstanceSearch(
            family: family,
            directory: shared.directory,
            window: window,
            group: setting.group
        )
        return try await HostSearch(directory: shared.directory, group: setting.group).all { user, findings in
            try await search.find(user, &findings)
        } take: { instance in
            try await found(instance.partition(zone: setting.zone))
        }
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        try await shared.discoverInstance(focus, family, setting, found: found)
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let instance = try Instance(partition)
        return try await inEngineWords(partition.title) {
            let attendance = try await shared.attendances.attendance(instance, group: setting.group)
            let judgement = AttendanceReadiness.judge(attendance, instance, now: shared.now())
            var reading = Reading(rows: attendance.rows.count, readiness: judgement.readiness)
            reading.notices += judgement.notice.map { [$0] } ?? []
            let waiting = attendance.rows.count(where: \.isInWaitingRoom)
            if waiting > 0 { reading.skipped["waiting_room"] = waiting }

            let list = try await registrants(of: instance, attendance, partition.title, &reading)
            let people = Self.people(attendance, list)
            let kept = people.filter { !shared.narrowing.excludes(email: $0.email) }
            let excluded = people.reduce(0) { $0 + $1.rows } - kept.reduce(0) { $0 + $1.rows }
            if excluded > 0 { reading.skipped["excluded_domain"] = excluded }
            reading.merged = attendance.rows.count - waiting - excluded - kept.count
            reading.notices += Self.noEmailNotice(kept, partition.title).map { [$0] } ?? []

            let records = try await records(kept, instance, attendance, list, partition.title, &reading)
            try await handOver(records, emit)
            return reading
        }
    }

    /// The people admitted; who has no address gets the registrant's.
    static func people(_ attendance: Attendance, _ list: RegistrantList?) -> [Person] {
        let admitted = attendance.rows.filter { !$0.isInWaitingRoom }.map { row in
            guard row.email.isEmpty, let registrant = list?.registrant(id: row.registrantID) else { return row }
            var row = row
            row.email = registrant.email
            return row
        }
        return Merging.people(admitted).map(Person.init)
    }

    /// The registrants, where they are needed: for people without an address, and for the names they registered with.
    private func registrants(
        of instance: Instance,
        _ attendance: Attendance,
        _ title: String,
        _ reading: inout Reading
    ) async throws -> RegistrantList? {
        let isUnknown = attendance.rows.contains { row in
            !row.isInWaitingRoom && row.email.isEmpty && !row.registrantID.isEmpty
        }
        let wantsNames = setting.layout.uses("first_name") || setting.layout.uses("last_name")
        guard isUnknown || wantsNames && !attendance.rows.isEmpty else { return nil }
        do {
            if !isUnknown {
                let registration = try await shared.attendances.registration(instance, setting.group)
                guard registration == .required else { return nil }
            }
            return try await shared.registrants.list(
                instance.number,
                family,
                status: "approved",
                group: setting.group
            )
        } catch let failure as ZoomFailure {
            switch failure.kind {
            case .notFound, .noPermission, .missingScopes, .webinarPlanMissing, .refused: break
            default: throw failure
            }
            let message = "\(title): its registrants can't be read, so people without an address stay unknown; "
            reading.notices.append(
                Notice(code: "no-registrants", subject: title, message: message + failure.connectorFailure.message)
            )
            return nil
        }
    }

    private func records(
        _ people: [Person],
        _ instance: Instance,
        _ attendance: Attendance,
        _ list: RegistrantList?,
        _ title: String,
        _ reading: inout Reading
    ) async throws -> [Record] {
        guard !people.isEmpty else { return [] }
        let layout = setting.layout
        let group = setting.group
        var sources = RegistrationSources()
        if layout.uses("registration_source") {
            sources = try await shared.registrants.sources(instance.number, status: "approved", group: group)
            reading.notices += sources.notice(title).map { [$0] } ?? []
        }
        let polls = layout.uses("polls_answered") ? try await shared.engagement.polls(instance, group: group) : nil
        let questions =
            layout.uses("questions_asked") ? try await shared.engagement.questions(instance, group: group) : nil
        let length = Self.length(of: instance, attendance)
        return people.map { person in
            let record = AttendeeRecord(
                person: person,
                instance: instance,
                registrant: list?.registrant(id: person.registrantID) ?? list?.registrant(email: person.email),
                source: sources.source(id: person.registrantID, email: person.email),
                length: length,
                polls: person.email.isEmpty ? nil : polls.map { $0[person.email] ?? 0 },
                questions: person.email.isEmpty ? nil : questions.map { $0[person.email] ?? 0 }
            )
            return Record(slots: slots(record), moment: record.moment, origin: title)
        }
    }

    /// How long an instance took, in seconds: by its end, else by the last who left, else as planned.
    static func length(of instance: Instance, _ attendance: Attendance) -> Double {
        if let end = instance.end ?? attendance.lastLeave, end > instance.start {
            return end.secondsSince(instance.start)
        }
        return Double((instance.minutes ?? 0) * 60)
    }

    private static func noEmailNotice(_ people: [Person], _ title: String) -> Notice? {
        let unknown = people.count(where: \.email.isEmpty)
        guard unknown > 0 else { return nil }
        return Notice(
            code: "no-email",
            subject: title,
            message:
                "\(title): Zoom shows no email address of \(unknown) of \(people.count) people; require registration"
                + " to get one"
        )
    }
}
