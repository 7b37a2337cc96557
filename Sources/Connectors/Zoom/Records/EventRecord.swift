internal import CEL
internal import JSON
internal import PipelineCore

/// A webhook, its objects laid side by side. What an event doesn't have is empty or null.
struct EventRecord: Sendable {
    let body: WebhookBody
    let received: Timestamp
    let session: FocusedSession?
    var hostEmail: String

    init(body: WebhookBody, received: Timestamp) {
        self.body = body
        self.received = received
        session = FocusedSession(body)
        hostEmail = Email.normalized(body.object["host_email"]?.string ?? "")
    }

    /// When it happened.
    var time: Timestamp { body.occurred ?? received }

    /// What it is once for each person: the instance, where it is about one, else the event itself.
    func occasion(of stored: StoredEvent) -> String {
        let uuid = session?.uuid ?? ""
        return uuid.isEmpty ? stored.event.identity : uuid
    }

    /// The person that it is about: who joined or left, who registered, or the user.
    var person: JSONValue {
        if !body.participant.isNull { return body.participant }
        return body.registrant.isNull && body.name.hasPrefix("user.") ? body.object : body.registrant
    }

    var email: String { Email.normalized(person["email"]?.string ?? "") }

    var name: String {
        if let name = text(person, "user_name", "display_name") { return name }
        return ["first_name", "last_name"].compactMap { text(person, $0) }.joined(separator: " ")
    }

    static let definition = RecordDefinition<EventRecord>(
        fields: eventFields + sessionFields + personFields + participantFields + registrantFields + recordingFields,
        asOf: "when it happened"
    )

    private static let eventFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("event", .string, "The event, as Zoom names it: `meeting.started`.") { .text($0.body.name) },
        FieldDefinition("event_time", .timestamp, "When it happened.") { .timestamp($0.time) },
        FieldDefinition("account_id", .string, "The id of the Zoom account.") { .text($0.body.accountID) },
        FieldDefinition("operator_email", .string, "Who did it, where somebody did.") {
            .text(Email.normalized($0.body.payload["operator"]?.string ?? ""))
        },
    ]

    private static let sessionFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("object_id", .string, "The id of what it is about: a meeting, a webinar, a user.") {
            .text($0.body.object["id"].identifier)
        },
        FieldDefinition("number", .nullable(.int), "The number of the meeting or webinar.") {
            .number($0.session?.number)
        },
        FieldDefinition("uuid", .string, "The id of the meeting's or webinar's instance.") {
            .text($0.body.object["uuid"].identifier)
        },
        FieldDefinition("title", .string, "The meeting's or webinar's title.") { .text($0.session?.topic ?? "") },
        FieldDefinition("start_time", .nullable(.timestamp), "When the meeting or webinar begins or began.") {
            .moment($0.session?.start)
        },
        FieldDefinition("end_time", .nullable(.timestamp), "When it ended; only in events that say so.") {
            .moment($0.session?.end)
        },
        FieldDefinition("duration", .nullable(.int), unit: "minutes", "How long it is planned, or took.") {
            .number($0.session?.minutes)
        },
        FieldDefinition("timezone", .string, "The meeting's or webinar's time zone.") { $0.object("timezone") },
        FieldDefinition("host_id", .string, "The host's id.") { .text($0.session?.hostID ?? "") },
        FieldDefinition("host_email", .string, "The host's address.", costs: [Operations.getUser]) {
            .text($0.hostEmail)
        },
        FieldDefinition("type", .nullable(.int), "The meeting's or webinar's type, as Zoom numbers them.") {
            .number($0.body.object["type"]?.int)
        },
        FieldDefinition("practice_session", .nullable(.bool), "Whether it is a webinar's practice session.") {
            $0.body.object["practice_session"]?.bool.map(Value.bool) ?? .null
        },
    ]

    private static let personFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("email", .string, "The person's address, in lower case; empty for guests.") {
            .text($0.email)
        },
        FieldDefinition("name", .string, "The person's name.") { .text($0.name) },
        FieldDefinition("first_name", .string, "The first name, where the person registered or is a user.") {
            $0.person("first_name")
        },
        FieldDefinition("last_name", .string, "The last name, where the person registered or is a user.") {
            $0.person("last_name")
        },
        FieldDefinition("phone", .string, "The phone number.") { $0.person("phone_number", "phone") },
    ]

    private static let participantFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("participant_id", .string, "The participant's id in the meeting; another after each rejoin.") {
            .text($0.body.participant["user_id"].identifier)
        },
        FieldDefinition("participant_uuid", .string, "The participant's unique id.") {
            .text($0.body.participant["participant_uuid"].identifier)
        },
        FieldDefinition("zoom_user_id", .string, "The person's id in Zoom; empty for guests.") { record in
            let person = record.body.participant
            return .text(record.text(person, "participant_user_id", "id") ?? "")
        },
        FieldDefinition("registrant_id", .string, "The registrant's id.") { record in
            let id = record.body.participant["registrant_id"].identifier
            return .text(id.isEmpty ? record.body.registrant["id"].identifier : id)
        },
        FieldDefinition("join_time", .nullable(.timestamp), "When the participant joined.") {
            .moment(WebhookBody.moment($0.body.participant["join_time"]))
        },
        FieldDefinition("leave_time", .nullable(.timestamp), "When the participant left.") {
            .moment(WebhookBody.moment($0.body.participant["leave_time"]))
        },
        FieldDefinition("leave_reason", .string, "Why the participant left, in Zoom's words.") {
            .text($0.body.participant["leave_reason"]?.string ?? "")
        },
        FieldDefinition("role", .string, "The participant's new role.") {
            .text($0.body.participant["new_role"]?.string ?? "")
        },
    ]

    private static let registrantFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("status", .string, "The registration's status, where the event says it.") {
            .text($0.body.registrant["status"]?.string ?? "")
        },
        FieldDefinition("join_url", .string, "The registrant's own link to join, else the meeting's.") { record in
            .text(record.text(record.body.registrant, "join_url") ?? record.text(record.body.object, "join_url") ?? "")
        },
        FieldDefinition("org", .string, "The registrant's organization.") { $0.registrant("org") },
        FieldDefinition("job_title", .string, "The registrant's job title.") { $0.registrant("job_title") },
        FieldDefinition("country", .string, "The registrant's country, as two letters (ISO 3166).") {
            $0.registrant("country")
        },
        FieldDefinition(
            "custom_questions",
            .map(.string, .string),
            "The answers to the form's own questions, by question."
        ) { record in
            let answers = record.body.registrant["custom_questions"]?.array ?? []
            return .map(MapValue(answers.lazy.map { (key: $0["title"].identifier, value: $0["value"].identifier) }))
        },
        FieldDefinition("registration_source", .string, "The tracking link by which the person registered.") {
            .text($0.body.registrant["tracking_source"]?["source_name"]?.string ?? "")
        },
    ]

    private static let recordingFields: [FieldDefinition<EventRecord>] = [
        FieldDefinition("recording_url", .string, "The page of the recording, without any token.") {
            $0.object("share_url")
        },
        FieldDefinition("passcode", .string, "The recording's passcode.") { record in
            record.body.name.hasPrefix("recording.") ? record.object("password") : .string("")
        },
    ]

    private func object(_ key: String) -> Value { .text(body.object[key]?.string ?? "") }

    private func registrant(_ key: String) -> Value { .text(body.registrant[key]?.string ?? "") }

    private func person(_ keys: String...) -> Value {
        .text(keys.lazy.compactMap { text(person, $0) }.first ?? "")
    }

    /// The first of some texts that isn't empty.
    private func text(_ value: JSONValue, _ keys: String...) -> String? {
        keys.lazy.map { value[$0].identifier }.first { !$0.isEmpty }
    }
}
