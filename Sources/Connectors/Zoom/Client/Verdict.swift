/// What an answer of Zoom means for the request, whatever happens next.
///
/// Zoom's `code` is no HTTP status and not unique: 200 and 300 mean many things, so status, code and message decide together
/// (developers.zoom.us/docs/api/errors).
enum Verdict: Sendable, Hashable {
    /// The token isn't good, or not any more.
    case refusedToken

    /// Too many requests, in a second or for the whole day.
    case throttled(daily: Bool)

    /// Trouble on Zoom's side.
    case temporary

    /// It will not work.
    case failed(ZoomFailure.Kind)

    /// Judges an error: any status but 2xx, or a 200 whose body is an error.
    ///
    /// - Parameter rateType: the header `X-RateLimit-Type`.
    static func judge(status: Int, code: Int?, message: String, rateType: String? = nil) -> Verdict {
        let text = message.lowercased()
        if let scopes = missingScopes(message) { return .failed(.missingScopes(scopes)) }
        if status == 429 || code == 429 {
            return .throttled(daily: text.contains("daily") || rateType?.lowercased().contains("daily") == true)
        }
        if status == 408 || status >= 500 { return .temporary }
        switch code {
        case 124?, 4700?: return .refusedToken
        case 200?: return .failed(forbidden(text))
        case 201?, 12703?: return .failed(.noPermission)
        case 300?: return .failed(invalid(text))
        case 1001?, 1010?, 1120?: return .failed(.userGone)
        case 3000?: return .failed(text.contains("cannot access webinar") ? .otherFamily : .registrationOff)
        case 3001?, 3301?: return .failed(.notFound)
        case 3161?: return .failed(.hostingNotAllowed)
        case 12702?: return .failed(.tooOld)
        default: break
        }
        switch status {
        case 401: return .refusedToken
        case 403: return .failed(.noPermission)
        case 404: return .failed(code == nil ? .notFound : .refused)
        case 409: return .temporary
        default: return .failed(.refused)
        }
    }

    private static func forbidden(_ text: String) -> ZoomFailure.Kind {
        if text.contains("webinar plan") { return .webinarPlanMissing }
        if text.contains("paid") { return .paidPlanOnly }
        return .noPermission
    }

    private static func invalid(_ text: String) -> ZoomFailure.Kind {
        if text.contains("page token") { return .pageTokenInvalid }
        if text.contains("regist") { return .registrationOff }
        if text.contains("cannot access webinar") || text.contains("webinar id") { return .otherFamily }
        return .refused
    }

    /// The scopes named in `Invalid access token, does not contain scopes:[a, b]`; nil when it's another message.
    static func missingScopes(_ message: String) -> [String]? {
        guard let found = message.firstRange(of: "does not contain scopes") else { return nil }
        let names = message[found.upperBound...].split { !($0.isLetter || $0.isNumber || ":_".contains($0)) }
        return names.map { $0.hasPrefix(":") ? String($0.dropFirst()) : String($0) }.filter { $0.contains(":") }
    }
}
