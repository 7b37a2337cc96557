internal import CEL
internal import JSON

/// A row of a participants' listing: one stay of a person; who rejoins has several.
struct AttendanceRow: ZoomRow {
    let name: String
    /// Normalized; empty where Zoom doesn't show it.
    var email: String
    var registrantID: String
    /// The Zoom user's id; empty for guests.
    let userID: String
    let join: Timestamp?
    let leave: Timestamp?
    /// Seconds.
    let duration: Int
    let isInWaitingRoom: Bool
    /// Nil where the listing doesn't say.
    let isInternal: Bool?
    /// The number of the stay within the instance: keeps rows apart that are otherwise alike.
    let session: String

    static let fields = [
        PageField("name", .string), PageField("user_email", .string), PageField("registrant_id", .stringOrNumber),
        PageField("id", .string), PageField("participant_user_id", .string), PageField("join_time", .string),
        PageField("leave_time", .string), PageField("duration", .int), PageField("status", .string),
        PageField("internal_user", .bool), PageField("user_id", .stringOrNumber),
    ]

    init(_ row: PageFields) throws {
        let id = try row.text(3)
        name = Self.trimmed(try row.text(0))
        email = Email.normalized(try row.text(1))
        registrantID = try row.text(2)
        userID = id.isEmpty ? try row.text(4) : id
        join = try row.moment(5)
        leave = try row.moment(6)
        duration = max(0, try row.int(7) ?? 0)
        isInWaitingRoom = try row.text(8) == "in_waiting_room"
        isInternal = try row.bool(9)
        session = try row.text(10)
    }

    init(
        name: String = "",
        email: String = "",
        registrantID: String = "",
        userID: String = "",
        join: Timestamp?,
        leave: Timestamp?,
        duration: Int,
        isInWaitingRoom: Bool = false,
        isInternal: Bool? = nil,
        session: String = ""
    ) {
        self.name = name
        self.email = email
        self.registrantID = registrantID
        self.userID = userID
        self.join = join
        self.leave = leave
        self.duration = duration
        self.isInWaitingRoom = isInWaitingRoom
        self.isInternal = isInternal
        self.session = session
    }

    /// The stay, where both ends are known and in order.
    var interval: Interval? {
        guard let join, let leave, leave >= join else { return nil }
        return Interval(start: join, end: leave)
    }

    /// Whether Zoom hasn't worked this stay out yet: it lasted, but its duration is 0.
    ///
    /// “If you receive a duration of 0 …, you may have called the endpoint before the data is fully processed” (Zoom's definition
    /// of `GET /past_meetings/{meetingId}/participants`). A stay without an end is as unfinished.
    var isUnfinished: Bool {
        guard duration == 0 else { return false }
        guard let interval else { return join != nil && leave == nil }
        return interval.seconds >= 1
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
