internal import CEL
internal import JSON

/// Meetings or webinars: alike in most things, with operations of their own.
enum Family: String, Sendable, Hashable, CaseIterable {
    case meeting
    case webinar

    /// The family of a `type` in a report of past meetings: 5, 6 and 9 are webinars (Zoom's definition of
    /// `GET /report/users/{userId}/meetings`).
    init(type: Int?) {
        self = type.map([5, 6, 9].contains) == true ? .webinar : .meeting
    }
}

/// A meeting or webinar as it was scheduled: a row of `/users/{userId}/meetings` or `/users/{userId}/webinars`.
///
/// Recurring ones with a fixed time may come once for each occurrence, with the same number.
struct ScheduledSession: ZoomRow {
    let number: Int
    let uuid: String
    let hostID: String
    let topic: String
    let type: Int?
    /// Nil for those without a fixed time.
    let start: Timestamp?
    /// Minutes.
    let duration: Int?
    let timeZone: String
    let agenda: String
    let created: Timestamp?
    let joinURL: String

    static let fields = [
        PageField("id", .int), PageField("uuid", .string), PageField("host_id", .string), PageField("topic", .string),
        PageField("type", .int), PageField("start_time", .string), PageField("duration", .int),
        PageField("timezone", .string), PageField("agenda", .string), PageField("created_at", .string),
        PageField("join_url", .string),
    ]

    init(_ row: PageFields) throws {
        guard let number = try row.int(0) else {
            throw FieldProblem.mistyped(row: row.row, field: "id", wanted: .int, found: .null)
        }
        self.number = number
        uuid = try row.text(1)
        hostID = try row.text(2)
        topic = try row.text(3)
        type = try row.int(4)
        start = try row.moment(5)
        duration = try row.int(6)
        timeZone = try row.text(7)
        agenda = try row.text(8)
        created = try row.moment(9)
        joinURL = try row.text(10)
    }

    /// Whether it takes place once only; recurring ones may have been held before their next start.
    var isSingle: Bool { type == 2 || type == 5 }
}
