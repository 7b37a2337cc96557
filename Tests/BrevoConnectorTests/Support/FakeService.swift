import HTTP
import JSON
import Synchronization

/// Answers requests from a script, or by a rule, and remembers them.
final class FakeService: HTTPSending {
    enum Reply: Sendable {
        case response(HTTPResponse)
        case failure(HTTPFailure)

        static func status(_ status: Int, _ body: JSONValue? = nil, _ headers: HTTPHeaders = [:]) -> Reply {
            .response(HTTPResponse(status: status, headers: headers, body: body?.bytes ?? []))
        }

        static func text(_ text: String) -> Reply { .response(HTTPResponse(status: 200, body: Array(text.utf8))) }

        static func failed(_ kind: HTTPFailure.Kind, mayHaveArrived: Bool = true) -> Reply {
            .failure(HTTPFailure(kind, "\(kind.rawValue)", mayHaveArrived: mayHaveArrived))
        }
    }

    private let rule: @Sendable (HTTPRequest, Int) -> Reply
    private let log = Mutex<[HTTPRequest]>([])

    /// Answers by a rule that also gets the request's number, from 0.
    init(_ rule: @escaping @Sendable (HTTPRequest, Int) -> Reply) { self.rule = rule }

    /// Answers in order; once the script is over, with 599, which no test expects.
    convenience init(_ script: Reply...) {
        self.init { _, number in number < script.count ? script[number] : .status(599) }
    }

    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        let number = log.withLock { log in
            log.append(request)
            return log.count - 1
        }
        switch rule(request, number) {
        case .response(let response): return response
        case .failure(let failure): throw failure
        }
    }

    var requests: [HTTPRequest] { log.withLock { $0 } }

    /// Method and URL of each request, without the base address.
    var lines: [String] { requests.map { "\($0.method.rawValue) \($0.url.replacing(TestAccount.base, with: ""))" } }

    var bodies: [String] { requests.map { String(decoding: $0.body ?? [], as: UTF8.self) } }
}
