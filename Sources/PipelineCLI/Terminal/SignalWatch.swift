@preconcurrency import Dispatch
import Foundation
import Synchronization

/// Turns Ctrl-C and SIGTERM into a request to drain; a second one ends the process at once.
///
/// Ending at once is safe: every promise is kept by the state, not by the way the process ends.
final class SignalWatch: Sendable {
    private let received = Mutex<Int32?>(nil)
    private let sources: [any DispatchSourceSignal]

    /// Watches until it is given up; `onFirst` runs on a queue of its own.
    ///
    /// - Parameter grace: How long draining may take; nil for as long as it takes.
    init(grace: DispatchTimeInterval? = nil, onFirst: @escaping @Sendable () -> Void) {
        let queue = DispatchQueue(label: "pipeline.signals")
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            sources.append(DispatchSource.makeSignalSource(signal: number, queue: queue))
        }
        self.sources = sources
        for (number, source) in zip([SIGINT, SIGTERM], sources) {
            source.setEventHandler { [weak self] in
                guard let self else { return }
                let isFirst = received.withLock { received in
                    defer { received = received ?? number }
                    return received == nil
                }
                guard isFirst else { _exit(128 + number) }
                if let grace { queue.asyncAfter(deadline: .now() + grace) { _exit(128 + number) } }
                onFirst()
            }
            source.resume()
        }
    }

    /// The status for a run that was stopped by a signal; nil when none came.
    var status: ExitStatus? {
        switch received.withLock({ $0 }) {
        case SIGINT: .interrupted
        case SIGTERM: .terminated
        default: nil
        }
    }
}
