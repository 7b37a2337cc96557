internal import CEL
internal import HTTP

/// What became of one attempt at a request.
enum Outcome<Answer> {
    case answer(Answer)

    /// It will not work.
    case failed(ZoomFailure)

    /// The token was refused.
    case refused(ZoomFailure, TokenSource.Token, isExpired: Bool)

    /// It may work later; the service may have named a time.
    case again(ZoomFailure, after: Duration?)

    /// There were too many requests, in a second or for the whole day.
    case throttled(isDaily: Bool, after: Duration?, message: String, trackingID: String?)
}

extension Outcome {
    /// Reads a response.
    ///
    /// - Parameter read: Reads the body of a 200; nil, when it is broken off or isn't what it should be.
    /// - Throws: what `read` throws.
    static func of(
        _ response: HTTPResponse,
        to operation: Operation,
        with token: TokenSource.Token,
        now: Timestamp,
        read: ([UInt8]) throws -> Answer?
    ) throws -> Outcome {
        let trackingID = response.headers.first("x-zm-trackingid")
        if response.status == 200, let answer = try read(response.body) { return .answer(answer) }
        let error = ErrorBody(response.body)
        if response.status == 200, error.code == nil {
            let message = "the answer broke off, or isn't what it should be"
            return .again(ZoomFailure(.temporary, operation.name, message, trackingID: trackingID), after: nil)
        }
        let text = error.text(status: response.status)
        func failure(_ kind: ZoomFailure.Kind) -> ZoomFailure {
            ZoomFailure(kind, operation.name, text, trackingID: trackingID)
        }
        let wait = response.headers.first("Retry-After").flatMap { RetryAfter.wait($0, now: now.unixTime) }
        let asked = wait.flatMap { $0 > .zero ? $0 : nil }
        let verdict = Verdict.judge(
            status: response.status,
            code: error.code,
            message: error.message,
            rateType: response.headers.first("X-RateLimit-Type")
        )
        switch verdict {
        case .refusedToken:
            return .refused(failure(.unauthorized), token, isExpired: error.message.lowercased().contains("expired"))
        case .failed(let kind): return .failed(failure(kind))
        case .temporary: return .again(failure(.temporary), after: asked)
        case .throttled(let isDaily):
            return .throttled(isDaily: isDaily, after: asked, message: text, trackingID: trackingID)
        }
    }

    /// Reads a failed exchange.
    ///
    /// - Parameter hasAnswered: Whether the service ever answered in this session.
    /// - Throws: `CancellationError`.
    static func of(_ failure: HTTPFailure, to operation: Operation, hasAnswered: Bool) throws -> Outcome {
        switch failure.kind {
        case .cancelled: throw CancellationError()
        case .refusedURL, .invalidRequest, .tooLarge, .shutDown:
            return .failed(ZoomFailure(.refused, operation.name, failure.message))
        default:
            return .again(
                ZoomFailure(hasAnswered ? .temporary : .unreachable, operation.name, failure.message),
                after: nil
            )
        }
    }
}
