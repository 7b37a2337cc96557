internal import CEL
internal import PipelineCore

/// Why a request to Zoom brought no data, classified for the one who asked.
struct ZoomFailure: Error, Sendable, Hashable {
    /// What it means.
    enum Kind: Sendable, Hashable {
        /// 404, code 3001: no such meeting, expired, deleted, or its data isn't there yet.
        case notFound
        /// Codes 1001, 1010, 1120: the user isn't on this account any more.
        case userGone
        /// Code 3161: the user may not host meetings.
        case hostingNotAllowed
        /// Code 200 or 403: the app's owner may not see this.
        case noPermission
        /// Code 200: the user has no webinar licence.
        case webinarPlanMissing
        /// Code 200: the account has no paid plan.
        case paidPlanOnly
        /// Code 12702: older than Zoom keeps.
        case tooOld
        /// Codes 3000 and 300: the meeting has no registration.
        case registrationOff
        /// Codes 3000 and 300: a webinar's number where a meeting's is wanted, or the reverse.
        case otherFamily
        /// Code 300: the page token expired; the listing must begin anew.
        case pageTokenInvalid
        /// The token lacks these scopes.
        case missingScopes([String])
        /// The credentials, or a fresh token, were refused.
        case unauthorized
        /// A limit is used up until about then.
        case exhausted(until: Timestamp?)
        /// It may work later; all repeats within the run are over.
        case temporary
        /// Nothing answered, not once in this session.
        case unreachable
        /// Anything else Zoom refuses.
        case refused
    }

    let kind: Kind

    /// `GET /users/{userId}/meetings`; empty for what concerns no single operation.
    let operation: String

    /// What happened, without secrets and full addresses.
    let message: String

    /// Zoom's id of the request, for their support.
    let trackingID: String?

    init(_ kind: Kind, _ operation: String = "", _ message: String, trackingID: String? = nil) {
        self.kind = kind
        self.operation = operation
        self.message = Email.maskingAll(message)
        self.trackingID = trackingID
    }

    /// Whether asking again in this run can't help.
    var isLasting: Bool {
        switch kind {
        case .temporary, .exhausted, .unreachable, .pageTokenInvalid: false
        default: true
        }
    }

    /// Whether a single user or meeting is concerned, and others may well work.
    var isLocal: Bool {
        switch kind {
        case .notFound, .userGone, .hostingNotAllowed, .noPermission, .webinarPlanMissing, .tooOld, .registrationOff,
            .otherFamily:
            true
        default: false
        }
    }

    /// The failure in the engine's words.
    var connectorFailure: ConnectorFailure { ConnectorFailure(connectorKind, text, remedy: remedy) }

    private var text: String {
        var text = operation.isEmpty ? message : "\(operation): \(message)"
        if let trackingID { text += " (Zoom's tracking id \(trackingID))" }
        return text
    }

    private var connectorKind: ConnectorFailure.Kind {
        switch kind {
        case .temporary, .pageTokenInvalid: .temporary
        case .exhausted(let until): .exhausted(until: until)
        case .unreachable: .unreachable
        case .unauthorized: .unauthorized
        case .missingScopes(let scopes): .missingScopes(scopes)
        default: .permanent
        }
    }

    private var remedy: String? {
        switch kind {
        case .notFound: "the meeting was deleted, or Zoom no longer has its data"
        case .userGone: "the user left the account; nothing needs to be done"
        case .hostingNotAllowed: "give the user a licence to host, or leave the host out with `only.hosts`"
        case .noPermission: "let the app's owner, or the role it was made with, see this user's data"
        case .webinarPlanMissing: "assign a webinar licence to the host in Zoom"
        case .paidPlanOnly: "Zoom shows this on paid plans only"
        case .tooOld: "Zoom shows meetings for one year; nothing can be done"
        case .missingScopes(let scopes):
            "add \(scopes.joined(separator: ", ")) to the app in the Zoom App Marketplace, and activate it again"
        case .unauthorized:
            "check `account_id`, `client_id` and `client_secret` against the app's page “App credentials” in the Zoom App "
                + "Marketplace, and that the app is activated"
        case .exhausted: "run it again after that; `limits` and `rate_share` set how much is used"
        case .unreachable: "check the network, and `connectors.zoom.api_url` and `oauth_url` if you set them"
        case .temporary, .pageTokenInvalid: "run it again later"
        case .registrationOff, .otherFamily, .refused: nil
        }
    }
}
