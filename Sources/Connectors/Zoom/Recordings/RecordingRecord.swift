internal import CEL
internal import PipelineCore

/// A recording, and where it is sent to somebody, whom.
struct RecordingRecord: Sendable {
    let recording: Recording
    let instance: Instance
    /// Nil for the recording by itself.
    var recipient: Recipient?

    /// Somebody who attended what was recorded, or registered for it.
    struct Recipient: Sendable, Hashable {
        let email: String
        let name: String
        let firstName: String
        let lastName: String
        let isAttendee: Bool
    }

    /// The newest of all that speaks of the instance.
    var moment: Moment { Moment(asOf: instance.start, rank: .registered, instance: instance.uuid) }

    static let asOf = "the recording's start"

    static let recordings = RecordDefinition(fields: own, asOf: asOf)

    static let recipients = RecordDefinition(fields: person + own, asOf: asOf)

    private static let person: [FieldDefinition<RecordingRecord>] = [
        FieldDefinition("email", .string, "The person's address, in lower case; empty where Zoom doesn't show it.") {
            .text($0.recipient?.email ?? "")
        },
        FieldDefinition("name", .string, "The person's name.") { .text($0.recipient?.name ?? "") },
        FieldDefinition("first_name", .string, "The person's first name.") { .text($0.recipient?.firstName ?? "") },
        FieldDefinition("last_name", .string, "The person's last name.") { .text($0.recipient?.lastName ?? "") },
        FieldDefinition(
            "attendance_status",
            .string,
            "`attended`, or `registered` for who didn't come.",
            domain: [.string("attended"), .string("registered")]
        ) { .string($0.recipient?.isAttendee == true ? "attended" : "registered") },
    ]

    private static let own: [FieldDefinition<RecordingRecord>] = [
        FieldDefinition("title", .string, "The title of the meeting or webinar.") { .text($0.instance.topic) },
        FieldDefinition(
            "recording_url",
            .string,
            "Where people watch it: the share link, or the video's own page where Zoom gives none. Never with a token."
        ) { .text($0.recording.url) },
        FieldDefinition(
            "passcode",
            .string,
            "The passcode that watching asks for; empty where there is none. Map it only for those who may watch."
        ) { .text($0.recording.passcode) },
        FieldDefinition("files", .int, "How many files there are.") { .int($0.recording.files) },
        FieldDefinition("size", .int, unit: "bytes", "The size of all files.") { .int($0.recording.size) },
        FieldDefinition("has_transcript", .bool, "Whether there is a transcript.") {
            .bool($0.recording.hasTranscript)
        },
        FieldDefinition("duration", .nullable(.int), unit: "minutes", "How long the recording is.") {
            .number($0.instance.minutes)
        },
        FieldDefinition("start_time", .timestamp, "When the recording began.") { .timestamp($0.instance.start) },
        FieldDefinition("host_email", .string, "The host's address.") { .text($0.instance.hostEmail) },
        FieldDefinition(
            "kind",
            .string,
            "What was recorded: `meeting` or `webinar`.",
            domain: [.string("meeting"), .string("webinar")]
        ) { .string($0.instance.family.rawValue) },
        FieldDefinition("meeting_id", .int, "The number of the meeting or webinar.") { .int($0.instance.number) },
        FieldDefinition("meeting_uuid", .string, "The id of the instance that was recorded.") {
            .text($0.instance.uuid)
        },
    ]
}
