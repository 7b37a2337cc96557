internal import CEL
internal import PipelineCore

/// A person at one instance, with all that a record shows.
struct AttendeeRecord: Sendable {
    let person: Person
    let instance: Instance
    /// Who the person is among the registrants, where that was asked.
    let registrant: Registrant?
    let source: String
    /// How long the instance took, in seconds; 0 where unknown.
    let length: Double
    let polls: Int?
    let questions: Int?

    var email: String { person.email }

    /// The registrant's first name, else the first word of the name shown.
    var firstName: String {
        if let registrant, !registrant.firstName.isEmpty { return registrant.firstName }
        return person.name.split(separator: " ").first.map(String.init) ?? ""
    }

    /// The registrant's last name, else the name shown but for its first word.
    var lastName: String {
        if let registrant, !registrant.firstName.isEmpty || !registrant.lastName.isEmpty { return registrant.lastName }
        return person.name.split(separator: " ").dropFirst().joined(separator: " ")
    }

    var name: String { person.name.isEmpty ? registrant?.name ?? "" : person.name }

    var join: Timestamp { person.firstJoin ?? instance.start }

    var leave: Timestamp { max(join, person.lastLeave ?? join.later(person.seconds)) }

    /// 0 to 1.
    var share: Double { length > 0 ? min(1, Double(person.seconds) / length) : person.seconds > 0 ? 1 : 0 }

    var isHost: Bool {
        !person.email.isEmpty && person.email == instance.hostEmail
            || !person.userID.isEmpty && person.userID == instance.hostID
    }

    var registrantID: String { person.registrantID.isEmpty ? registrant?.id ?? "" : person.registrantID }

    var moment: Moment { Moment(asOf: join, rank: .attended, instance: instance.uuid) }

    /// The record of a family's attendees.
    static func definition(_ family: Family) -> RecordDefinition<AttendeeRecord> {
        RecordDefinition(
            fields: personFields(family) + sessionFields(family) + engagementFields(family)
                + (family == .webinar ? [sourceField] : []),
            asOf: "the first join"
        )
    }

    private static func personFields(_ family: Family) -> [FieldDefinition<AttendeeRecord>] {
        let registrants = [family == .meeting ? Operations.listMeetingRegistrants : Operations.listWebinarRegistrants]
        return [
            FieldDefinition("email", .string, "The address, in lower case; empty where Zoom doesn't show it.") {
                .text($0.email)
            },
            FieldDefinition("name", .string, "The name shown; of several the longest.") { .text($0.name) },
            FieldDefinition(
                "first_name",
                .string,
                "The first name given at registration, else the first word of the name shown.",
                costs: registrants
            ) { .text($0.firstName) },
            FieldDefinition(
                "last_name",
                .string,
                "The last name given at registration, else the rest of the name shown.",
                costs: registrants
            ) { .text($0.lastName) },
            FieldDefinition("join_time", .timestamp, "When the person first joined.") { .timestamp($0.join) },
            FieldDefinition("leave_time", .timestamp, "When the person last left.") { .timestamp($0.leave) },
            FieldDefinition(
                "duration",
                .int,
                unit: "seconds",
                "How long the person attended; stays that overlap count once."
            ) { .int($0.person.seconds) },
            FieldDefinition("join_count", .int, "How often the person joined.") { .int($0.person.joins) },
            FieldDefinition("attended_share", .double, "The part of the \(family.rawValue) attended, 0 to 1.") {
                .double($0.share)
            },
            FieldDefinition("registrant_id", .string, "The person's registrant id; empty where unknown.") {
                .text($0.registrantID)
            },
            FieldDefinition("attendance_status", .string, "Always `attended`.", domain: [.string("attended")]) { _ in
                .string("attended")
            },
            FieldDefinition("is_host", .bool, "Whether the person is the host.") { .bool($0.isHost) },
            FieldDefinition(
                "internal_user",
                .nullable(.bool),
                "Whether the person belongs to the account; null where Zoom doesn't say."
            ) { $0.person.isInternal.map(Value.bool) ?? .null },
        ]
    }

    private static func sessionFields(_ family: Family) -> [FieldDefinition<AttendeeRecord>] {
        let it = family.rawValue
        return [
            FieldDefinition("\(it)_id", .int, "The \(it)'s number.") { .int($0.instance.number) },
            FieldDefinition("\(it)_uuid", .string, "The id of this instance of the \(it).") {
                .text($0.instance.uuid)
            },
            FieldDefinition("\(it)_title", .string, "The \(it)'s title.") { .text($0.instance.topic) },
            FieldDefinition("\(it)_start", .timestamp, "When the \(it) began.") { .timestamp($0.instance.start) },
            FieldDefinition(
                "\(it)_duration",
                .nullable(.int),
                unit: "minutes",
                "How long the \(it) took, or was planned where Zoom doesn't tell."
            ) { .number($0.instance.minutes) },
            FieldDefinition("host_email", .string, "The host's address.") { .text($0.instance.hostEmail) },
        ]
    }

    private static func engagementFields(_ family: Family) -> [FieldDefinition<AttendeeRecord>] {
        let polls = family == .meeting ? Operations.listMeetingPolls : Operations.listWebinarPolls
        let questions = family == .meeting ? Operations.listMeetingQuestions : Operations.listWebinarQuestions
        return [
            FieldDefinition(
                "polls_answered",
                .nullable(.int),
                "How many poll questions the person answered under the same address; null without an address.",
                costs: [polls]
            ) { .number($0.polls) },
            FieldDefinition(
                "questions_asked",
                .nullable(.int),
                "How many questions the person asked under the same address; null without an address.",
                costs: [questions]
            ) { .number($0.questions) },
        ]
    }

    private static let sourceField = FieldDefinition<AttendeeRecord>(
        "registration_source",
        .string,
        "The tracking link by which the person registered; empty where there is none.",
        costs: [Operations.listTrackingSources, Operations.listWebinarRegistrants]
    ) { .text($0.source) }
}
