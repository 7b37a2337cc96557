internal import Synchronization

/// One request on its way and the task that waits for it; shared by that task and the loop.
final class Transfer: Sendable {
    typealias Continuation = CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>

    let request: HTTPRequest
    let target: URLParts

    /// Different from that of any other transfer that still exists.
    var id: UInt64 { UInt64(UInt(bitPattern: ObjectIdentifier(self))) }

    private struct State {
        var lifecycle = TransferLifecycle()
        var continuation: Continuation?
    }

    private let state = Mutex(State())

    init(_ request: HTTPRequest, to target: URLParts) {
        self.request = request
        self.target = target
    }

    /// Keeps the continuation until there is a result. False: cancelled before, the task has been resumed.
    func start(_ continuation: Continuation) -> Bool {
        let started = state.withLock { state in
            guard state.lifecycle.start() else { return false }
            state.continuation = continuation
            return true
        }
        if !started {
            continuation.resume(returning: .failure(failure(.cancelled, mayHaveArrived: false)))
        }
        return started
    }

    /// Notes the cancellation; true when the loop must be told.
    func cancel() -> Bool {
        state.withLock { $0.lifecycle.cancel() }
    }

    /// Whether the loop may begin, or must finish it as cancelled.
    func mayBegin() -> Bool {
        state.withLock { $0.lifecycle.mayBegin() }
    }

    /// Resumes the task, if it still waits.
    func finish(_ result: Result<HTTPResponse, HTTPFailure>) {
        let continuation = state.withLock { state -> Continuation? in
            guard state.lifecycle.finish() else { return nil }
            return state.continuation.take()
        }
        continuation?.resume(returning: result)
    }

    /// A failure of this request in words.
    func failure(_ kind: HTTPFailure.Kind, _ detail: String? = nil, mayHaveArrived: Bool) -> HTTPFailure {
        let what =
            switch kind {
            case .couldNotResolve: "the name has no address"
            case .couldNotConnect: "no connection"
            case .tls: "no trusted TLS connection"
            case .timedOut: "no complete answer in time"
            case .reset: "the connection broke before an answer came"
            case .truncated: "the answer broke off"
            case .tooLarge: "the answer is larger than \(request.maxBodyBytes) bytes"
            case .cancelled: "cancelled"
            case .protocolError: "the answer isn't valid HTTP"
            case .shutDown: "the client was shut down"
            case .local: "this machine couldn't do it"
            case .refusedURL, .invalidRequest: "refused"
            }
        let tail = detail.map { " (\($0))" } ?? ""
        return HTTPFailure(
            kind,
            "\(request.method.rawValue) to \(target.authority): \(what)\(tail).",
            mayHaveArrived: mayHaveArrived
        )
    }
}
