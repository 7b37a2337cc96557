internal import HTTP
internal import JSON
internal import PipelineCore

/// What Zoom's token endpoint answers.
struct TokenAnswer: Sendable {
    /// What messages call the request.
    static let operation = "POST /token"

    let token: Secret

    /// Seconds.
    let lifetime: Int

    /// Nil when the answer doesn't say.
    let scopes: Set<String>?

    /// Reads an answer of any status.
    static func read(_ response: HTTPResponse) -> Result<TokenAnswer, ZoomFailure> {
        guard response.status == 200 else { return .failure(refusal(response)) }
        guard let body = try? JSONValue.parse(response.body), let token = body["access_token"]?.string, !token.isEmpty
        else {
            let error = ErrorBody(response.body)
            guard error.code != nil || !error.message.isEmpty else {
                return .failure(ZoomFailure(.temporary, operation, "the answer has no access token"))
            }
            return .failure(refusal(response))
        }
        let words = body["scope"]?.string?.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init) ?? []
        let lifetime = body["expires_in"]?.int ?? body["expires_in"]?.string.flatMap(Int.init) ?? 3_600
        return .success(
            TokenAnswer(token: Secret(token), lifetime: lifetime, scopes: words.isEmpty ? nil : Set(words))
        )
    }

    /// Everything but trouble on Zoom's side means that the credentials, or the account id, are wrong.
    private static func refusal(_ response: HTTPResponse) -> ZoomFailure {
        let text = ErrorBody(response.body).text(status: response.status)
        let trackingID = response.headers.first("x-zm-trackingid")
        switch response.status {
        case 408, 429, 500...: return ZoomFailure(.temporary, operation, text, trackingID: trackingID)
        case 404: return ZoomFailure(.unreachable, operation, text, trackingID: trackingID)
        default:
            return ZoomFailure(
                .unauthorized,
                operation,
                "Zoom doesn't accept the credentials: \(text)",
                trackingID: trackingID
            )
        }
    }
}
