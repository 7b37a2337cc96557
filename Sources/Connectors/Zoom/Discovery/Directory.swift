internal import CEL
internal import JSON

/// What the account holds, each part read once per session whichever pipelines need it: users, their meetings and webinars,
/// instances, whether there was registration.
final class Directory: Sendable {
    let client: ZoomClient
    let narrowing: Narrowing

    private struct UserKey: Hashable {
        let user: String
        let query: String
    }

    private struct SessionKey: Hashable {
        let family: Family
        let number: Int
    }

    /// Listings are small; this many fit in a few megabytes, and accounts that have more read some again.
    private static let kept = 20_000

    private let accountUsers = SharedReads<Int, [ZoomUser]>(capacity: 1)
    private let singleUsers = SharedReads<String, ZoomUser>(capacity: kept)
    private let meetings = SharedReads<UserKey, [ScheduledSession]>(capacity: kept)
    private let webinars = SharedReads<UserKey, [ScheduledSession]>(capacity: kept)
    private let reports = SharedReads<UserKey, [PastSession]>(capacity: kept)
    private let pastInstances = SharedReads<SessionKey, [PastInstance]>(capacity: kept)
    private let registrations = SharedReads<SessionKey, Registration>(capacity: kept)

    init(_ client: ZoomClient, _ narrowing: Narrowing) {
        self.client = client
        self.narrowing = narrowing
    }

    /// The active users of the account, those of some groups where `only.groups` says so.
    ///
    /// Hosts named by `only.hosts` are taken as they are: Zoom accepts an address in place of an id.
    func users(group: String) async throws -> [ZoomUser] {
        if !narrowing.hosts.isEmpty, narrowing.groups.isEmpty { return narrowing.hosts.map(ZoomUser.init(email:)) }
        let users =
            narrowing.hosts.isEmpty ? try await everyone(group) : try await existing(narrowing.hosts, group)
        guard !narrowing.groups.isEmpty else { return users }
        return users.filter { !narrowing.groups.isDisjoint(with: $0.groups) }
    }

    /// One user by address.
    func user(_ email: String, group: String) async throws -> ZoomUser {
        try await singleUsers.value(email) {
            ZoomUser(try await client.object(ZoomRequest(Operations.getUser, [email]), group: group))
        }
    }

    private func everyone(_ group: String) async throws -> [ZoomUser] {
        try await accountUsers.value(0) {
            let request = ZoomRequest(Operations.listUsers, query: [("status", "active")])
            return try await ZoomUser.listing(Operations.listUsers).all(request, client, group: group)
        }
    }

    private func existing(_ emails: [String], _ group: String) async throws -> [ZoomUser] {
        var users: [ZoomUser] = []
        for email in emails {
            do {
                users.append(try await user(email, group: group))
            } catch let failure as ZoomFailure where failure.isLocal {
                continue
            }
        }
        return users
    }

    /// A user's meetings with a schedule.
    ///
    /// - Parameter type: `scheduled` or `previous_meetings`.
    func meetings(of user: ZoomUser, type: String, group: String) async throws -> [ScheduledSession] {
        try await meetings.value(UserKey(user: user.key, query: type)) {
            let request = ZoomRequest(Operations.listMeetings, [user.key], query: [("type", type)])
            return try await ScheduledSession.listing(Operations.listMeetings).all(request, client, group: group)
        }
    }

    /// A user's webinars.
    func webinars(of user: ZoomUser, group: String) async throws -> [ScheduledSession] {
        try await webinars.value(UserKey(user: user.key, query: "")) {
            let request = ZoomRequest(Operations.listWebinars, [user.key], query: [("type", "scheduled")])
            return try await ScheduledSession.listing(Operations.listWebinars)
                .allByNumber(request, client, group: group)
        }
    }

    /// A user's past meetings and webinars within days of one month.
    func report(of user: ZoomUser, _ span: ReportMonths.Span, group: String) async throws -> [PastSession] {
        try await reports.value(UserKey(user: user.key, query: span.from + span.to)) {
            let request = ZoomRequest(
                Operations.reportUserMeetings,
                [user.key],
                query: [("from", span.from), ("to", span.to), ("type", "past")]
            )
            return try await PastSession.listing(Operations.reportUserMeetings).all(request, client, group: group)
        }
    }

    /// The ended instances of a meeting or webinar; none when it was never held.
    func instances(of number: Int, _ family: Family, group: String) async throws -> [PastInstance] {
        try await pastInstances.value(SessionKey(family: family, number: number)) {
            let operation = family == .meeting ? Operations.listMeetingInstances : Operations.listWebinarInstances
            do {
                let request = ZoomRequest(operation, ["\(number)"])
                return try await PastInstance.listing(operation).all(request, client, group: group)
            } catch let failure as ZoomFailure where [.notFound, .otherFamily].contains(failure.kind) {
                return []
            }
        }
    }

    /// Whether people had to register, as Zoom says.
    func registration(_ number: Int, _ family: Family, group: String) async throws -> Registration {
        try await registrations.value(SessionKey(family: family, number: number)) {
            let operation = family == .meeting ? Operations.getMeeting : Operations.getWebinar
            do {
                let value = try await client.object(ZoomRequest(operation, ["\(number)"]), group: group)
                return Registration(value)
            } catch let failure as ZoomFailure {
                switch failure.kind {
                case .notFound, .otherFamily, .userGone: return .gone
                case .missingScopes, .noPermission, .webinarPlanMissing, .hostingNotAllowed, .refused: return .unknown
                default: throw failure
                }
            }
        }
    }
}

/// Whether people had to register for a meeting or webinar.
enum Registration: Sendable, Hashable {
    case required
    case none
    /// We may not see it.
    case unknown
    /// It no longer exists, and neither do its registrants.
    case gone

    /// Reads `settings.approval_type` (0 automatic, 1 manual, 2 no registration) and `registration_url`.
    init(_ details: JSONValue) {
        let type = details["settings"]?["approval_type"]?.int
        let url = details["registration_url"]?.string ?? ""
        self = type == 0 || type == 1 || !url.isEmpty ? .required : .none
    }
}
