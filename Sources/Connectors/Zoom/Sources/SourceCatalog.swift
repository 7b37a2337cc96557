internal import CEL
internal import PipelineCore

/// The sources of this connector: what each offers and how it is made, in one place.
struct SourceEntry: Sendable {
    let descriptor: SourceDescriptor
    let make: @Sendable (Shared, SourceSetting) -> any Source

    private init(
        _ name: String,
        _ doc: String,
        _ schema: RecordSchema,
        options: [OptionField] = [],
        readsEvents: Bool = false,
        make: @escaping @Sendable (Shared, SourceSetting) -> any Source
    ) {
        descriptor = SourceDescriptor(
            name: "zoom.\(name)",
            doc: doc,
            options: options,
            readsEvents: readsEvents,
            schema: { _ in schema }
        )
        self.make = make
    }

    static let all: [SourceEntry] = [
        SourceEntry(
            "meeting_participants",
            "A person at one instance of a meeting, rejoins merged.",
            AttendeeRecord.definition(.meeting).schema,
            options: [since],
            make: { AttendeeSource(.meeting, $0, $1) }
        ),
        SourceEntry(
            "meeting_registrants",
            "Somebody who registered for a meeting.",
            RegistrantRecord.definition(.registered(.meeting)).schema,
            options: [since, status],
            make: { RegistrantSource(.meeting, $0, $1) }
        ),
        SourceEntry(
            "webinar_registrants",
            "Somebody who registered for a webinar.",
            RegistrantRecord.definition(.registered(.webinar)).schema,
            options: [since, status],
            make: { RegistrantSource(.webinar, $0, $1) }
        ),
        SourceEntry(
            "webinar_attendees",
            "A person at one instance of a webinar, rejoins merged.",
            AttendeeRecord.definition(.webinar).schema,
            options: [since],
            make: { AttendeeSource(.webinar, $0, $1) }
        ),
        SourceEntry(
            "webinar_absentees",
            "Somebody who registered for an instance of a webinar and didn't come.",
            RegistrantRecord.definition(.absent).schema,
            options: [since],
            make: { AbsenteeSource($0, $1) }
        ),
        SourceEntry(
            "recordings",
            "The cloud recording of a meeting's or webinar's instance.",
            RecordingRecord.recordings.schema,
            options: [since],
            make: { RecordingSource($0, $1) }
        ),
        SourceEntry(
            "recording_recipients",
            "A recording with somebody who attended or registered.",
            RecordingRecord.recipients.schema,
            options: [since, RecipientSource.option],
            make: { RecipientSource($0, $1) }
        ),
        SourceEntry(
            "events",
            "Something that Zoom said has happened: a webhook that was received.",
            EventRecord.definition.schema,
            options: [eventsSince, eventNames],
            readsEvents: true,
            make: { EventSource($0, $1) }
        ),
        SourceEntry(
            "users",
            "An active user of the Zoom account.",
            ZoomUser.definition.schema,
            make: { UserSource($0, $1) }
        ),
        SourceEntry(
            "meetings",
            "A meeting that a host has scheduled.",
            ScheduledRecord.definition(.meeting).schema,
            make: { ScheduledSource(.meeting, $0, $1) }
        ),
        SourceEntry(
            "webinars",
            "A webinar that a host has scheduled.",
            ScheduledRecord.definition(.webinar).schema,
            make: { ScheduledSource(.webinar, $0, $1) }
        ),
    ]

    private static let since = OptionField(
        "since",
        .duration(3_600...184 * 86_400),
        "How far back meetings and webinars are read, six months at most: Zoom's reports reach no further.",
        default: .duration(seconds: 30 * 86_400),
        examples: ["30d", "12h"]
    )

    private static let eventsSince = OptionField(
        "since",
        .duration(60...30 * 86_400),
        "How far back received webhooks are read; they are kept for 30 days.",
        default: .duration(seconds: 7 * 86_400),
        examples: ["1d"]
    )

    private static let eventNames = OptionField(
        "events",
        .list(.string),
        "Which events are read; all when left out.",
        examples: ["[meeting.started, meeting.participant_joined]"]
    )

    private static let status = OptionField(
        "status",
        .choice([
            OptionKind.Choice("approved", "Registered and let in"),
            OptionKind.Choice("pending", "Waiting for the host's approval"),
            OptionKind.Choice("denied", "Turned down by the host"),
        ]),
        "Which registrants are read.",
        default: .string("approved")
    )
}
