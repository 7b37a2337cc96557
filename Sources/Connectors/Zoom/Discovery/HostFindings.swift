internal import PipelineCore

/// What was found at one host.
struct HostFindings<Found: Sendable>: Sendable {
    var found: [Found] = []

    /// Hosts without a webinar licence.
    var hasNoLicence = false

    /// Whether meetings were looked for in a way that doesn't show instant ones.
    var missesInstantMeetings = false

    /// What couldn't be seen, for a person.
    var notices: [Notice] = []

    /// What failed but may work later; the other hosts are tried first.
    var failure: ZoomFailure?

    /// Takes note of a failure that concerns this host, or one of the host's meetings; throws what concerns all.
    mutating func note(_ failure: ZoomFailure, _ user: ZoomUser) throws {
        switch failure.kind {
        case .webinarPlanMissing: hasNoLicence = true
        case .temporary, .pageTokenInvalid: self.failure = self.failure ?? failure
        case _ where failure.isLocal || failure.kind == .refused:
            let host = user.email.isEmpty ? user.id : Email.masked(user.email)
            notices.append(
                Notice(
                    code: "host-not-read",
                    subject: host,
                    message: "\(host): \(failure.connectorFailure.message)"
                        + (failure.connectorFailure.remedy.map { "; \($0)" } ?? "")
                )
            )
        default: throw failure
        }
    }
}
