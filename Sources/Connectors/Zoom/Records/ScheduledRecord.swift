internal import CEL
internal import PipelineCore

/// A meeting or webinar as it was scheduled, with its host.
struct ScheduledRecord: Sendable {
    let session: ScheduledSession
    let hostEmail: String

    /// The record of `zoom.meetings` and `zoom.webinars`.
    static func definition(_ family: Family) -> RecordDefinition<ScheduledRecord> {
        let it = family.rawValue
        return RecordDefinition(
            fields: [
                FieldDefinition("id", .int, "The \(it)'s number.") { .int($0.session.number) },
                FieldDefinition("uuid", .string, "The id of the latest instance.") { .text($0.session.uuid) },
                FieldDefinition("title", .string, "The \(it)'s title.") { .text($0.session.topic) },
                FieldDefinition("type", .nullable(.int), "Zoom's number for the kind of \(it).") {
                    .number($0.session.type)
                },
                FieldDefinition("start_time", .nullable(.timestamp), "When it begins; null without a fixed time.") {
                    .moment($0.session.start)
                },
                FieldDefinition("duration", .nullable(.int), unit: "minutes", "How long it is planned.") {
                    .number($0.session.duration)
                },
                FieldDefinition("timezone", .string, "The time zone it was planned in.") {
                    .text($0.session.timeZone)
                },
                FieldDefinition("agenda", .string, "The description; Zoom cuts it at 250 characters.") {
                    .text($0.session.agenda)
                },
                FieldDefinition("created_at", .nullable(.timestamp), "When it was scheduled.") {
                    .moment($0.session.created)
                },
                FieldDefinition("join_url", .string, "The link to join.") { .text($0.session.joinURL) },
                FieldDefinition("host_email", .string, "The host's address.") { .text($0.hostEmail) },
            ],
            asOf: "when it was read"
        )
    }
}
