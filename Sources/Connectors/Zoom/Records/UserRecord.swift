internal import CEL
internal import PipelineCore

extension ZoomUser {
    /// The record of `zoom.users`.
    static let definition = RecordDefinition<ZoomUser>(
        fields: [
            FieldDefinition("id", .string, "The user's id.") { .text($0.id) },
            FieldDefinition("email", .string, "The address, in lower case.") { .text($0.email) },
            FieldDefinition("first_name", .string, "The first name.") { .text($0.firstName) },
            FieldDefinition("last_name", .string, "The last name.") { .text($0.lastName) },
            FieldDefinition("display_name", .string, "The name shown.") { .text($0.displayName) },
            FieldDefinition("type", .nullable(.int), "The licence: 1 basic, 2 licensed, 4 unassigned.") {
                .number($0.type)
            },
            FieldDefinition("status", .string, "The account's status, as Zoom writes it.") { .text($0.status) },
            FieldDefinition("dept", .string, "The department.") { .text($0.department) },
            FieldDefinition("timezone", .string, "The user's time zone.") { .text($0.timeZone) },
            FieldDefinition("created_at", .nullable(.timestamp), "When the user was created.") { .moment($0.created) },
            FieldDefinition("last_login_time", .nullable(.timestamp), "When the user last logged in.") {
                .moment($0.lastLogin)
            },
            FieldDefinition("group_ids", .list(.string), "The ids of the user's groups.") {
                .list($0.groups.map(Value.string))
            },
        ],
        asOf: "when it was read"
    )
}
