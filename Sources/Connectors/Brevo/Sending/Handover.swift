internal import PipelineCore
internal import Synchronization

/// Notes whether a try of a request may have been carried out though its answer was lost.
final class Trace: Sendable {
    private let isMarked = Mutex(false)

    /// A try may have been carried out.
    func mark() { isMarked.withLock { $0 = true } }

    /// Whether any was.
    var mayHaveArrived: Bool { isMarked.withLock { $0 } }
}

/// What is known of a request whose effect can't be taken back.
enum Handover: Sendable {
    /// It was answered.
    case answered(Answer)
    /// It provably wasn't taken up.
    case notTaken(ConnectorFailure)
    /// Nobody knows.
    case unknown(ConnectorFailure)

    /// The outcome of what has no answer.
    var outcome: SendOutcome? {
        switch self {
        case .answered: nil
        case .notTaken(let failure): .notTaken(failure)
        case .unknown(let failure): .unknown(failure)
        }
    }
}

extension Client {
    /// Makes a request whose effect can't be taken back, and says what is known of it.
    ///
    /// - Throws: `CancellationError`.
    func handOver(
        _ operation: Operation,
        _ parameters: [String] = [],
        body: [UInt8]? = nil,
        repeats: Repeats = .ifRefused
    ) async throws -> Handover {
        let trace = Trace()
        do {
            return .answered(try await send(operation, parameters, body: body, repeats: repeats, trace: trace))
        } catch let failure as ConnectorFailure {
            return trace.mayHaveArrived ? .unknown(failure) : .notTaken(failure)
        }
    }
}

extension Answer {
    /// The outcome of a request that Brevo refused as a whole.
    var refusal: SendOutcome {
        .refused(code: error.code.isEmpty ? "refused" : error.code, reason: summary)
    }
}
