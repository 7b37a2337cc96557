/// A meeting or webinar as scheduled: one number with any number of instances.
struct ZoomSession: Sendable {
    enum Family: String, Sendable { case meeting, webinar }

    var id: Int
    var family: Family
    var host: Int
    /// Meetings: 1 instant, 2 scheduled, 8 recurring; webinars: 5, or 9 recurring.
    var type: Int
    var topic: String
    var agenda: String?
    var createdAt: Moment
    /// When the next or only occurrence is planned; nil for instant meetings.
    var plannedStart: Moment?
    var minutes: Int
    /// Whether people must register; registrants are then in `registrants`.
    var hasRegistration: Bool
    var registrants: [ZoomRegistrant] = []
    var trackingSources: [ZoomTrackingSource] = []
    var instances: [ZoomInstance] = []

    /// The instance the bare number stands for: the latest (ZOOM.md §3).
    var latest: Int? {
        instances.indices.max { instances[$0].start < instances[$1].start }
    }
}

/// One held occurrence, with a UUID of its own.
struct ZoomInstance: Sendable {
    var uuid: String
    var start: Moment
    /// When it ended, or will.
    var end: Moment
    /// From here on the report is there, with durations of 0.
    var appearsAt: Moment
    /// From here on the report is complete.
    var readyAt: Moment
    /// The people attending are `firstPerson ..< firstPerson + peopleCount` of the pool.
    var firstPerson: Int
    var peopleCount: Int
    /// Rows made on the first request.
    var attendance: [ZoomAttendance]?
    var hasRecording = false

    func hasEnded(at now: Moment) -> Bool { end <= now }
}

/// One row of an attendance list: a person's stay, from joining to leaving.
struct ZoomAttendance: Sendable {
    /// Tells who it truly is, for the inspection: the email, else the name.
    var identity: String
    var name: String
    /// As Zoom shows it: empty for most guests, sometimes in odd case or with spaces.
    var email: String
    var userID: Int
    /// The Zoom user id of somebody signed in, else empty.
    var accountID: String
    var registrantID: String?
    var join: Moment
    var leave: Moment
    var isInWaitingRoom = false
    var isColleague = false
    var breakoutID: String?

    var seconds: Int { leave.seconds(since: join) }
}

/// Somebody who filled in the registration form.
struct ZoomRegistrant: Sendable {
    enum Status: String, Sendable { case approved, pending, denied }

    var id: String
    var person: Int
    var email: String
    var firstName: String
    var lastName: String?
    var status: Status
    var createdAt: Moment
    var phone: String?
    var organization: String?
    var jobTitle: String?
    var answers: [(title: String, value: String)] = []
    var trackingSource: Int?
}

/// Where a webinar's registrants came from.
struct ZoomTrackingSource: Sendable {
    var id: String
    var name: String
    var visitors: Int
}
