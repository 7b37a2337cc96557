internal import CEL
internal import JSON

/// A meeting or webinar that took place: a row of `GET /report/users/{userId}/meetings`.
struct PastSession: ZoomRow {
    let uuid: String
    let number: Int
    let type: Int?
    let topic: String
    let start: Timestamp?
    let end: Timestamp?
    /// Minutes.
    let duration: Int?
    let hostEmail: String
    let people: Int?

    static let fields = [
        PageField("uuid", .string), PageField("id", .int), PageField("type", .int), PageField("topic", .string),
        PageField("start_time", .string), PageField("end_time", .string), PageField("duration", .int),
        PageField("user_email", .string), PageField("participants_count", .int),
    ]

    init(_ row: PageFields) throws {
        guard let number = try row.int(1) else {
            throw FieldProblem.mistyped(row: row.row, field: "id", wanted: .int, found: .null)
        }
        uuid = try row.text(0)
        self.number = number
        type = try row.int(2)
        topic = try row.text(3)
        start = try row.moment(4)
        end = try row.moment(5)
        duration = try row.int(6)
        hostEmail = Email.normalized(try row.text(7))
        people = try row.int(8)
    }
}

/// A row of `/past_meetings/{meetingId}/instances` or `/past_webinars/{webinarId}/instances`.
struct PastInstance: ZoomRow {
    let uuid: String
    let start: Timestamp?

    static let fields = [PageField("uuid", .string), PageField("start_time", .string)]

    init(_ row: PageFields) throws {
        uuid = try row.text(0)
        start = try row.moment(1)
    }
}
