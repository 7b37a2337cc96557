@preconcurrency import Dispatch
import Foundation

/// Turns SIGHUP into requests to read the configuration anew; several before one is taken are one.
final class HangupWatch: Sendable {
    /// The requests, until ``end()``.
    let stream: AsyncStream<Void>

    private let continuation: AsyncStream<Void>.Continuation
    private let source: any DispatchSourceSignal

    /// Watches until it is given up.
    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        signal(SIGHUP, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: DispatchQueue(label: "pipeline.hangup"))
        source.setEventHandler { [continuation] in continuation.yield() }
        source.resume()
    }

    /// Ends the requests.
    func end() { continuation.finish() }
}
