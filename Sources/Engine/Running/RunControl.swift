internal import Synchronization

/// Asks a run to end early: no new work is begun, what is under way is finished and recorded.
package final class RunControl: Sendable {
    private let draining = Mutex(false)
    private let signal = Signal()

    /// Makes a control for one run.
    package init() {}

    /// Ends the run after what is under way; safe to call from anywhere, also twice.
    package func drain() {
        draining.withLock { $0 = true }
        signal.fire()
    }

    /// Whether the run was asked to end.
    package var isDraining: Bool { draining.withLock { $0 } }

    /// Returns when the run is asked to end, or the task is cancelled.
    func drained() async {
        while !isDraining, !Task.isCancelled { await signal.wait() }
    }
}
