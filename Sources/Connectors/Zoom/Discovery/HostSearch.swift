internal import PipelineCore

/// Looks through all hosts, several at a time: one that can't be read doesn't keep the others from being read.
struct HostSearch: Sendable {
    let directory: Directory
    let group: String

    /// So many hosts are looked through at once; the budgets set the pace.
    private static let width = 16

    /// Finds what each host has.
    ///
    /// - Returns: what couldn't be seen.
    /// - Throws: ``ConnectorFailure``, for temporary trouble after all hosts were tried; what `take` throws.
    func all<Found>(
        find: @escaping @Sendable (ZoomUser, inout HostFindings<Found>) async throws -> Void,
        take: (Found) async throws -> Void
    ) async throws -> [Notice] {
        do {
            let users = try await directory.users(group: group)
            var notices: [Notice] = []
            var unlicensed: [ZoomUser] = []
            var hasBlindSpot = false
            var failure: ZoomFailure?
            try await concurrently(users, limit: Self.width) { user in
                var findings = HostFindings<Found>()
                do {
                    try await find(user, &findings)
                } catch let failure as ZoomFailure {
                    try findings.note(failure, user)
                }
                return (user, findings)
            } take: { user, findings in
                for found in findings.found { try await take(found) }
                notices += findings.notices
                if findings.hasNoLicence { unlicensed.append(user) }
                hasBlindSpot = hasBlindSpot || findings.missesInstantMeetings
                failure = failure ?? findings.failure
            }
            if let failure { throw failure }
            if let notice = Self.notice(unlicensed, of: users.count) { notices.append(notice) }
            if hasBlindSpot { notices.append(Self.instantMeetings) }
            return notices
        } catch let failure as ZoomFailure {
            throw failure.connectorFailure
        }
    }

    private static let instantMeetings = Notice(
        code: "no-instant-meetings",
        subject: "meetings",
        message: "Without reports Zoom shows scheduled meetings only, so people in instant ones can't be read; add "
            + "\(Operations.reportUserMeetings.recommendedScope) to the app to see them"
    )

    private static func notice(_ unlicensed: [ZoomUser], of count: Int) -> Notice? {
        guard !unlicensed.isEmpty else { return nil }
        let named = unlicensed.map { $0.email.isEmpty ? $0.id : Email.masked($0.email) }.sorted().prefix(5)
        let more = unlicensed.count > named.count ? " and \(unlicensed.count - named.count) more" : ""
        return Notice(
            code: "no-webinar-licence",
            subject: "webinars",
            message:
                "\(unlicensed.count) of \(count) hosts have no webinar licence (\(named.joined(separator: ", "))\(more)); "
                + "Zoom doesn't show their webinars. Nothing needs to be done unless they host some"
        )
    }
}
