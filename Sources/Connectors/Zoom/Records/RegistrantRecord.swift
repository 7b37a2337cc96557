internal import CEL
internal import PipelineCore

/// A registrant with what a record shows of the meeting or webinar.
struct RegistrantRecord: Sendable {
    let registrant: Registrant
    let number: Int
    let title: String
    /// Nil for those without a fixed time.
    let start: Timestamp?
    /// Minutes.
    let minutes: Int?
    let hostEmail: String
    let source: String
    /// The instance that the person missed; empty for registrants.
    var uuid = ""

    /// What a record of registrants is about.
    enum Kind: Sendable {
        case registered(Family)
        case absent

        var family: Family {
            switch self {
            case .registered(let family): family
            case .absent: .webinar
            }
        }

        var attendance: String {
            switch self {
            case .registered: "registered"
            case .absent: "absent"
            }
        }
    }

    static func definition(_ kind: Kind) -> RecordDefinition<RegistrantRecord> {
        var asOf = "the registration"
        if case .absent = kind { asOf = "the webinar's end" }
        return RecordDefinition(fields: personFields(kind) + sessionFields(kind), asOf: asOf)
    }

    private static func personFields(_ kind: Kind) -> [FieldDefinition<RegistrantRecord>] {
        let statuses: [Value] = [.string("approved"), .string("pending"), .string("denied")]
        return [
            FieldDefinition("email", .string, "The address, in lower case.") { .text($0.registrant.email) },
            FieldDefinition("name", .string, "First and last name.") { .text($0.registrant.name) },
            FieldDefinition("first_name", .string, "The first name.") { .text($0.registrant.firstName) },
            FieldDefinition("last_name", .string, "The last name.") { .text($0.registrant.lastName) },
            FieldDefinition("org", .string, "The organization.") { .text($0.registrant.organization) },
            FieldDefinition("job_title", .string, "The job title.") { .text($0.registrant.jobTitle) },
            FieldDefinition("phone", .string, "The phone number.") { .text($0.registrant.phone) },
            FieldDefinition("country", .string, "The country, as two letters (ISO 3166).") {
                .text($0.registrant.country)
            },
            FieldDefinition(
                "custom_questions",
                .map(.string, .string),
                "The answers to the form's own questions, by question."
            ) { record in .map(MapValue(record.registrant.answers.lazy.map { (key: $0.title, value: $0.value) })) },
            FieldDefinition("registrant_id", .string, "The registrant's id.") { .text($0.registrant.id) },
            FieldDefinition("status", .string, "The registration's status.", domain: statuses) {
                .text($0.registrant.status)
            },
            FieldDefinition("create_time", .nullable(.timestamp), "When the person registered.") {
                .moment($0.registrant.created)
            },
            FieldDefinition("join_url", .string, "The person's own link to join.") { .text($0.registrant.joinURL) },
            FieldDefinition(
                "attendance_status",
                .string,
                "Always `\(kind.attendance)`.",
                domain: [.string(kind.attendance)]
            ) { _ in .string(kind.attendance) },
        ]
    }

    private static func sessionFields(_ kind: Kind) -> [FieldDefinition<RegistrantRecord>] {
        let it = kind.family.rawValue
        var fields = [
            FieldDefinition<RegistrantRecord>("\(it)_id", .int, "The \(it)'s number.") { .int($0.number) },
            FieldDefinition("\(it)_title", .string, "The \(it)'s title.") { .text($0.title) },
            FieldDefinition(
                "\(it)_start",
                .nullable(.timestamp),
                "When the \(it) begins or began; null without a fixed time."
            ) { .moment($0.start) },
            FieldDefinition("\(it)_duration", .nullable(.int), unit: "minutes", "How long the \(it) is planned.") {
                .number($0.minutes)
            },
            FieldDefinition("host_email", .string, "The host's address.") { .text($0.hostEmail) },
        ]
        if kind.family == .webinar {
            fields.append(
                FieldDefinition(
                    "registration_source",
                    .string,
                    "The tracking link by which the person registered; empty where there is none.",
                    costs: [Operations.listTrackingSources, Operations.listWebinarRegistrants]
                ) { .text($0.source) }
            )
        }
        if case .absent = kind {
            fields.append(
                FieldDefinition("webinar_uuid", .string, "The id of the instance that the person missed.") {
                    .text($0.uuid)
                }
            )
        }
        return fields
    }
}
