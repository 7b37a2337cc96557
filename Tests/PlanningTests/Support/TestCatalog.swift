import CEL
import PipelineCore

/// A catalog like the real one, so that these tests say nothing of the real connectors.
enum TestCatalog {
    static let all = Catalog([zoom, brevo, files])

    static let zoom = ConnectorDescriptor(
        name: "zoom",
        doc: "A Zoom account.",
        options: zoomOptions,
        sources: [meetingParticipants, webinarRegistrants, webinarAttendees, webinarAbsentees],
        compact: [
            CompactRule(
                sync: "participants",
                pipeline: "zoom-meeting-participants",
                source: "zoom.meeting_participants",
                list: "meeting_participants",
                sink: "brevo.contacts",
                webhooks: ["meeting.ended"]
            ),
            CompactRule(
                sync: "webinars",
                pipeline: "zoom-webinar-registrants",
                source: "zoom.webinar_registrants",
                list: "webinar_registrants",
                sink: "brevo.contacts",
                webhooks: ["webinar.registration_created"]
            ),
            CompactRule(
                sync: "webinars",
                pipeline: "zoom-webinar-attendees",
                source: "zoom.webinar_attendees",
                list: "webinar_attendees",
                sink: "brevo.contacts",
                webhooks: ["webinar.ended"]
            ),
            CompactRule(
                sync: "webinars",
                pipeline: "zoom-webinar-absentees",
                source: "zoom.webinar_absentees",
                list: "webinar_absentees",
                fallbackList: "webinar_registrants",
                sink: "brevo.contacts",
                webhooks: ["webinar.ended"]
            ),
        ]
    )

    static let brevo = ConnectorDescriptor(
        name: "brevo",
        doc: "A Brevo account.",
        options: [
            OptionField("api_key", .secret, "The API key.", isRequired: true, examples: ["${BREVO_API_KEY}"]),
            OptionField("api_url", .url, "The base address.", default: .string("https://api.brevo.com/v3")),
        ],
        sinks: [
            SinkDescriptor(
                name: "brevo.contacts",
                doc: "Upserts contacts.",
                options: [OptionField("lists", .list(.listReference), "The lists that contacts are added to.")],
                columns: ColumnRules(
                    required: ["email": .string],
                    allowed: [.string, .int, .double, .bool, .timestamp, .list(.string)],
                    refused: ["EMAIL": "a changed EMAIL lifts a blocklisting"],
                    areCapitals: true
                )
            ),
            SinkDescriptor(
                name: "brevo.events",
                doc: "Sends events.",
                columns: ColumnRules(required: ["email": .string])
            ),
        ],
        hasInventory: true
    )

    static let files = ConnectorDescriptor(
        name: "files",
        doc: "Files and standard output.",
        sources: [
            SourceDescriptor(
                name: "files.csv",
                doc: "A row.",
                options: [
                    OptionField("path", .string, "The file.", isRequired: true),
                    OptionField("columns", .list(.string), "The columns.", isRequired: true),
                ],
                schema: { options in
                    RecordSchema(
                        asOf: "the file's time",
                        fields: options.strings("columns").map { FieldSpec($0, .string, "A column.") }
                    )
                }
            )
        ],
        sinks: [SinkDescriptor(name: "stdout", doc: "Writes rows to standard output.")]
    )

    private static let zoomOptions = [
        OptionField("account_id", .string, "The account's id.", isRequired: true),
        OptionField("client_id", .string, "The app's id.", isRequired: true),
        OptionField("client_secret", .secret, "The app's secret.", isRequired: true),
        OptionField(
            "webhook",
            .object([
                OptionField("secret_token", .secret, "What webhooks are signed with."),
                OptionField(
                    "verification_token",
                    .secret,
                    "The old way to know webhooks.",
                    retired: "Zoom stopped sending it in June 2025"
                ),
            ]),
            "How webhooks are recognised."
        ),
        OptionField(
            "sync",
            .object([
                OptionField("participants", .bool, "Meeting participants.", default: .bool(false)),
                OptionField("webinars", .bool, "Webinar registrants, attendees and absentees.", default: .bool(false)),
                OptionField("recordings", .bool, "Recording notifications.", default: .bool(false)),
            ]),
            "What is synced."
        ),
        OptionField(
            "plan",
            .choice([.init("free", "Free."), .init("pro", "Pro."), .init("business", "Business or above.")]),
            "The plan, which sets the rate limits.",
            default: .string("pro")
        ),
        OptionField("limits", .map(.rates, keys: "rate label"), "Single limits.", examples: ["{ medium: 40/s }"]),
        OptionField("rate_share", .double(0...1), "Our part of the limits.", default: .double(1)),
        OptionField("debug", .bool, "Whether to log more.", default: .bool(false)),
        OptionField("api_url", .url, "The base address.", default: .string("https://api.zoom.us/v2")),
        OptionField("exclude_domains", .list(.string), "Email domains that are never read.", narrows: true),
        OptionField(
            "only",
            .object([
                OptionField("hosts", .list(.string), "Their meetings alone."),
                OptionField(
                    "title",
                    .expression(
                        RecordSchema(asOf: "now", fields: [FieldSpec("title", .string, "The title.")]),
                        result: .bool
                    ),
                    "Meetings whose title it accepts.",
                    examples: ["title.startsWith(\"Demo\")"]
                ),
            ]),
            "What is read at all.",
            narrows: true
        ),
    ]
}
