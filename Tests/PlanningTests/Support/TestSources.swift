import CEL
import PipelineCore

extension TestCatalog {
    static let meetingParticipants = SourceDescriptor(
        name: "zoom.meeting_participants",
        doc: "A person at one meeting.",
        options: [since],
        schema: { _ in RecordSchema(asOf: "the first join", fields: person + attendance + meeting + [attended]) }
    )

    static let webinarAttendees = SourceDescriptor(
        name: "zoom.webinar_attendees",
        doc: "A person at one webinar.",
        options: [since],
        schema: { _ in
            RecordSchema(asOf: "the first join", fields: person + attendance + webinar + [tracking, attended])
        }
    )

    static let webinarRegistrants = SourceDescriptor(
        name: "zoom.webinar_registrants",
        doc: "A webinar's registrant.",
        options: [
            since,
            OptionField(
                "status",
                .choice([.init("approved", "Approved."), .init("pending", "Pending."), .init("denied", "Denied.")]),
                "Whose registrations.",
                default: .string("approved")
            ),
        ],
        schema: { _ in
            RecordSchema(asOf: "the registration", fields: person + registration + webinar + [tracking, registered])
        }
    )

    static let webinarAbsentees = SourceDescriptor(
        name: "zoom.webinar_absentees",
        doc: "A registrant who didn't come.",
        options: [since],
        schema: { _ in
            RecordSchema(asOf: "the webinar's end", fields: person + registration + webinar + [tracking, absent])
        }
    )

    private static let since = OptionField(
        "since",
        .duration(3_600...180 * 86_400),
        "How far back.",
        default: .duration(seconds: 30 * 86_400),
        examples: ["30d"]
    )

    private static let person = [
        FieldSpec("email", .string, "The email."),
        FieldSpec("name", .string, "The full name."),
        FieldSpec("first_name", .string, "The first name."),
        FieldSpec("last_name", .string, "The last name."),
    ]

    private static let attendance = [
        FieldSpec("join_time", .timestamp, "The first join."),
        FieldSpec("duration", .int, unit: "seconds", "The time attended."),
        FieldSpec("attended_share", .double, "The part attended."),
        FieldSpec("polls_answered", .nullable(.int), "The polls answered."),
        FieldSpec("internal_user", .nullable(.bool), "Whether a colleague."),
    ]

    private static let meeting = [
        FieldSpec("meeting_id", .int, "The meeting's id."),
        FieldSpec("meeting_title", .string, "The meeting's title."),
    ]

    private static let webinar = [
        FieldSpec("webinar_id", .int, "The webinar's id."),
        FieldSpec("webinar_title", .string, "The webinar's title."),
    ]

    private static let registration = [
        FieldSpec("create_time", .timestamp, "When they registered."),
        FieldSpec("org", .string, "The organisation."),
    ]

    private static let tracking = FieldSpec(
        "registration_source",
        .string,
        "Where they registered.",
        costs: ["GET /webinars/{webinarId}/tracking_sources"]
    )

    private static let attended = status("attended")
    private static let registered = status("registered")
    private static let absent = status("absent")

    private static func status(_ value: String) -> FieldSpec {
        FieldSpec("attendance_status", .string, "How they took part.", domain: [.string(value)])
    }
}
