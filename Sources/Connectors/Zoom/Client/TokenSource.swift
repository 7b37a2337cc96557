internal import CEL
internal import HTTP
internal import Logging
internal import PipelineCore
internal import Synchronization

/// The session's access token: one for all requests, fetched by whoever needs it first (Server-to-Server OAuth).
///
/// Zoom's tokens live an hour and have no refresh token; a new one leaves the others valid (since June 2023). It is renewed a
/// minute before its end, as Zoom's own library does, or when Zoom refuses it.
final class TokenSource: Sendable {
    /// An access token.
    struct Token: Sendable {
        let text: Secret
        /// Counts the tokens of the session.
        let number: Int
        let expires: Timestamp
        /// Nil when Zoom didn't say.
        let scopes: Set<String>?
    }

    private struct State {
        var token: Token?
        /// The number of the newest token that Zoom refused.
        var refused = 0
    }

    private let settings: ZoomSettings
    private let http: any HTTPSending
    private let pacing: Pacing
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let state = Mutex(State())
    private let fetches = SharedReads<Int, Token>(capacity: 4)

    init(
        _ settings: ZoomSettings,
        http: any HTTPSending,
        pacing: Pacing,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.settings = settings
        self.http = http
        self.pacing = pacing
        self.now = now
        self.logger = logger
    }

    /// The token to use now.
    ///
    /// - Throws: ``ZoomFailure``; `CancellationError`.
    func token() async throws -> Token {
        let (token, refused) = state.withLock { ($0.token, $0.refused) }
        if let token, token.number > refused, now() < token.expires.later(-60) { return token }
        let next = (token?.number ?? 0) + 1
        return try await fetches.value(next) {
            let token = try await fetch(number: next)
            state.withLock { $0.token = token }
            return token
        }
    }

    /// Zoom refused a token: the next call of ``token()`` brings another, unless somebody has already seen to it.
    func refuse(_ token: Token) {
        state.withLock { $0.refused = max($0.refused, token.number) }
    }

    private func fetch(number: Int) async throws -> Token {
        var patience = Patience()
        while true {
            let failure: ZoomFailure
            var asked: Duration?
            do throws(HTTPFailure) {
                let response = try await http.send(request)
                switch TokenAnswer.read(response) {
                case .success(let answer):
                    logger.debug("new access token", metadata: ["expires_in": "\(answer.lifetime) s"])
                    return Token(
                        text: answer.token,
                        number: number,
                        expires: now().later(answer.lifetime),
                        scopes: answer.scopes
                    )
                case .failure(let refusal): failure = refusal
                }
                asked = response.headers.first("Retry-After").flatMap { RetryAfter.wait($0, now: now().unixTime) }
            } catch {
                if error.kind == .cancelled { throw CancellationError() }
                failure = ZoomFailure(number == 1 ? .unreachable : .temporary, TokenAnswer.operation, error.message)
            }
            guard !failure.isLasting, let wait = patience.waitAfterFailure(failure.kind, asked: asked, pacing: pacing)
            else {
                throw failure
            }
            try await pacing.sleep(wait)
        }
    }

    /// The parameters stand in the body, never in the address, which servers log.
    private var request: HTTPRequest {
        let form = PercentEncoding.query([
            ("grant_type", "account_credentials"), ("account_id", settings.accountID),
        ])
        let credentials = Base64.encode("\(settings.clientID):\(settings.clientSecret.revealed)")
        return HTTPRequest(
            .post,
            settings.oauthURL + "/token",
            headers: [
                "Authorization": "Basic \(credentials)", "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
            ],
            body: Array(form.utf8),
            deadline: .seconds(30),
            maxBodyBytes: 1 << 20
        )
    }
}
