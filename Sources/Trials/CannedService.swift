internal import HTTP
internal import JSON
internal import PipelineCore
internal import Planning
internal import Synchronization

/// Answers requests with what a test has for them; nothing leaves the machine.
final class CannedService: HTTPSending {
    private let answers: [CannedAnswer]
    private let state = Mutex(State())

    private struct State {
        var served: [Int: Int] = [:]
        var unanswered: [String] = []
    }

    /// The addresses that paths are counted from.
    private let bases: [String]

    init(_ answers: [CannedAnswer], bases: [String] = []) {
        self.answers = answers
        self.bases = bases
    }

    /// The requests that the test has no answer for, each once.
    var unanswered: [String] { state.withLock(\.unanswered) }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let path = path(request.url)
        if path.hasSuffix("/token") {
            return Self.response(200, ["access_token": "test", "expires_in": 3600])
        }
        let method = request.method.rawValue
        guard let place = answers.firstIndex(where: { $0.method == method && Self.matches(path, $0.path) }) else {
            state.withLock { state in
                let name = "\(method) \(path)"
                if !state.unanswered.contains(name) { state.unanswered.append(name) }
            }
            return Self.response(404, ["code": 404, "message": "the test has no answer for this"])
        }
        let bodies = answers[place].bodies
        let turn = state.withLock { state in
            defer { state.served[place, default: 0] += 1 }
            return state.served[place, default: 0]
        }
        return Self.response(200, bodies.isEmpty ? .null : bodies[min(turn, bodies.count - 1)])
    }

    private static func response(_ status: Int, _ body: JSONValue) -> HTTPResponse {
        HTTPResponse(status: status, headers: ["content-type": "application/json"], body: body.bytes)
    }

    /// The path behind the base address, without the query.
    private func path(_ url: String) -> String {
        var rest = url[...]
        if let base = bases.first(where: url.hasPrefix) {
            rest = rest.dropFirst(base.count)
        } else if let scheme = rest.firstRange(of: "://") {
            rest = rest[scheme.upperBound...]
            rest = rest[(rest.firstIndex(of: "/") ?? rest.endIndex)...]
        }
        return String(rest.prefix { $0 != "?" })
    }

    /// Ids may be percent-encoded, once or, as Zoom wants those with slashes, twice.
    private static func matches(_ path: String, _ wanted: String) -> Bool {
        let parts = path.split(separator: "/")
        let expected = wanted.split(separator: "/")
        guard parts.count == expected.count else { return false }
        return zip(parts, expected).allSatisfy { part, expected in
            if expected == "*" { return true }
            let once = decoded(String(part))
            return part == expected || once == expected || decoded(once) == expected
        }
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
