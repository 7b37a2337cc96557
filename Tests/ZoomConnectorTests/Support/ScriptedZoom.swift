import HTTP
import Synchronization

/// A Zoom that answers by path, as told, and writes down what it was asked.
final class ScriptedZoom: HTTPSending {
    /// What it does on a request.
    enum Answer: Sendable {
        case json(Int, String, HTTPHeaders)
        case failure(HTTPFailure)
        /// Decides by the query, as written on the wire.
        case byQuery(@Sendable (String) -> Answer)
        /// Waits for something first.
        case after(@Sendable () async -> Void, ok: String)

        static func ok(_ body: String) -> Answer { .json(200, body, [:]) }

        static func error(_ status: Int, _ code: Int, _ message: String, _ headers: HTTPHeaders = [:]) -> Answer {
            .json(status, #"{"code":\#(code),"message":"\#(message)"}"#, headers)
        }

        static let noConnection = Answer.failure(
            HTTPFailure(.couldNotConnect, "no connection to api.example", mayHaveArrived: false)
        )
    }

    private struct State {
        var answers: [String: [Answer]] = [:]
        var requests: [String] = []
        var authorizations: [String] = []
        var tokens = 0
        var tokenAnswers: [Answer] = []
        var scopes = ScriptedZoom.allScopes
        var lifetime = 3_600
    }

    private let state = Mutex(State())

    static let api = "https://api.example/v2"
    static let oauth = "https://zoom.example/oauth"
    static let allScopes = "user:read:admin meeting:read:admin webinar:read:admin report:read:admin"
    static let withoutReports = "user:read:admin meeting:read:admin webinar:read:admin"

    init(scopes: String = ScriptedZoom.allScopes, lifetime: Int = 3_600) {
        state.withLock {
            $0.scopes = scopes
            $0.lifetime = lifetime
        }
    }

    /// Answers requests to a path, one after the other; the last answer stays.
    func on(_ path: String, _ answers: Answer...) {
        state.withLock { $0.answers[path] = answers }
    }

    /// Answers token requests, one after the other; then tokens are given again.
    func onToken(_ answers: Answer...) {
        state.withLock { $0.tokenAnswers = answers }
    }

    /// The requests so far but those for tokens: `/users?status=active&page_size=2000`.
    var requests: [String] { state.withLock(\.requests) }

    /// How often each request was made, those that were made once left out.
    var repeated: [String: Int] {
        Dictionary(requests.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    }

    /// How many tokens were asked for.
    var tokens: Int { state.withLock(\.tokens) }

    /// The `Authorization` header of each request but those for tokens.
    var authorizations: [String] { state.withLock(\.authorizations) }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        if request.url == Self.oauth + "/token" { return try await perform(tokenAnswer(), query: "") }
        let target = request.url.dropFirst(Self.api.count)
        let path = String(target.prefix { $0 != "?" })
        let query = String(target.dropFirst(path.count + 1))
        let answer = state.withLock { state -> Answer in
            state.requests.append(String(target))
            state.authorizations.append(request.headers.first("Authorization") ?? "")
            guard let answers = state.answers[path], let first = answers.first else {
                return .error(404, 2300, "This API endpoint is not recognized.")
            }
            if answers.count > 1 { state.answers[path]?.removeFirst() }
            return first
        }
        return try await perform(answer, query: query)
    }

    private func perform(_ answer: Answer, query: String) async throws(HTTPFailure) -> HTTPResponse {
        switch answer {
        case .json(let status, let body, let headers):
            return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        case .failure(let failure): throw failure
        case .byQuery(let decide): return try await perform(decide(query), query: query)
        case .after(let wait, let body):
            await wait()
            return HTTPResponse(status: 200, body: Array(body.utf8))
        }
    }

    private func tokenAnswer() -> Answer {
        state.withLock { state in
            state.tokens += 1
            guard state.tokenAnswers.isEmpty else { return state.tokenAnswers.removeFirst() }
            return .ok(
                #"{"access_token":"token-\#(state.tokens)","token_type":"bearer","expires_in":\#(state.lifetime),"#
                    + #""scope":"\#(state.scopes)","api_url":"https://api-eu.zoom.us"}"#
            )
        }
    }
}
