internal import CEL
internal import PipelineCore

/// `zoom.recording_recipients`: each recording with each person who attended or registered.
struct RecipientSource: Source {
    let shared: Shared
    let setting: SourceSetting
    private let slots: @Sendable (RecordingRecord) -> [Value]
    private let wantsAttendees: Bool
    private let wantsRegistrants: Bool

    /// Who is among the recipients.
    static let option = OptionField(
        "recipients",
        .choice([
            OptionKind.Choice("everyone", "Who attended, and who registered."),
            OptionKind.Choice("attendees", "Who attended."),
            OptionKind.Choice("registrants", "Who registered, whether they came or not."),
        ]),
        "Whom a recording is paired with.",
        default: .string("everyone")
    )

    init(_ shared: Shared, _ setting: SourceSetting) {
        self.shared = shared
        self.setting = setting
        slots = RecordingRecord.recipients.slots(of: setting.layout)
        let wanted = setting.options.string("recipients") ?? "everyone"
        wantsAttendees = wanted != "registrants"
        wantsRegistrants = wanted != "attendees"
    }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try await shared.recordings.discover(window, setting, found: found)
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        try await shared.discoverRecording(focus, setting, found: found)
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let instance = try RecordingReads.instance(partition)
        return try await inEngineWords(partition.title) {
            let recording = try await shared.recordings.recording(instance, group: setting.group)
            if let reading = RecordingReads.early(recording, partition.title) { return reading }
            guard let recording else { return Reading(rows: 0) }
            let attendance = try await shared.attendances.attendance(instance, group: setting.group)
            let judgement = AttendanceReadiness.judge(attendance, instance, now: shared.now())
            if wantsAttendees, case .notReady(let reason) = judgement.readiness {
                return Reading(rows: 0, readiness: .notReady(reason: reason))
            }
            var reading = Reading(rows: 0, readiness: wantsAttendees ? judgement.readiness : .final)
            let people = try await recipients(instance, attendance, partition.title, &reading)
            let records = people.map { person in
                let record = RecordingRecord(recording: recording, instance: instance, recipient: person)
                return Record(slots: slots(record), moment: record.moment, origin: partition.title)
            }
            try await handOver(records, emit)
            return reading
        }
    }

    private func recipients(
        _ instance: Instance,
        _ attendance: Attendance,
        _ title: String,
        _ reading: inout Reading
    ) async throws -> [RecordingRecord.Recipient] {
        let list = try await registrants(of: instance, attendance, title, &reading)
        let came = AttendeeSource.people(attendance, list)
        var people: [RecordingRecord.Recipient] = []
        if wantsAttendees {
            let kept = came.filter { !shared.narrowing.excludes(email: $0.email) }
            reading.rows += came.count
            if kept.count < came.count { reading.skipped["excluded_domain", default: 0] += came.count - kept.count }
            people += kept.map { person in
                RecordingRecord.Recipient(
                    person,
                    list?.registrant(id: person.registrantID) ?? list?.registrant(email: person.email)
                )
            }
        }
        guard wantsRegistrants, let list else { return people }
        reading.rows += list.rows.count
        let known = Set(came.map(\.email))
        let identities = attendance.identities
        for registrant in RegistrantMerging.kept(list.rows, shared.narrowing, &reading) {
            let isAttendee = known.contains(registrant.email) || identities.contains(registrant)
            if wantsAttendees, isAttendee {
                reading.merged += 1
            } else {
                people.append(RecordingRecord.Recipient(registrant, isAttendee: isAttendee))
            }
        }
        return people
    }

    /// The registrants, where they are wanted or tell who an attendee without an address is.
    private func registrants(
        of instance: Instance,
        _ attendance: Attendance,
        _ title: String,
        _ reading: inout Reading
    ) async throws -> RegistrantList? {
        let isUnknown = attendance.rows.contains { $0.email.isEmpty && !$0.registrantID.isEmpty }
        guard wantsRegistrants || isUnknown else { return nil }
        do {
            guard try await shared.attendances.registration(instance, setting.group) != .none else { return nil }
            return try await shared.registrants.list(
                instance.number,
                instance.family,
                status: "approved",
                group: setting.group
            )
        } catch let failure as ZoomFailure {
            switch failure.kind {
            case .notFound, .noPermission, .missingScopes, .webinarPlanMissing, .registrationOff, .refused: break
            default: throw failure
            }
            let message = "\(title): its registrants can't be read: \(failure.connectorFailure.message)"
            reading.notices.append(Notice(code: "no-registrants", subject: title, message: message))
            return nil
        }
    }
}

extension RecordingRecord.Recipient {
    /// Somebody who attended.
    fileprivate init(_ person: Person, _ registrant: Registrant?) {
        let words = person.name.split(separator: " ")
        let given = registrant?.firstName ?? ""
        self.init(
            email: person.email,
            name: person.name.isEmpty ? registrant?.name ?? "" : person.name,
            firstName: given.isEmpty ? words.first.map(String.init) ?? "" : given,
            lastName: given.isEmpty ? words.dropFirst().joined(separator: " ") : registrant?.lastName ?? "",
            isAttendee: true
        )
    }

    /// Somebody who registered.
    fileprivate init(_ registrant: Registrant, isAttendee: Bool) {
        self.init(
            email: registrant.email,
            name: registrant.name,
            firstName: registrant.firstName,
            lastName: registrant.lastName,
            isAttendee: isAttendee
        )
    }
}
