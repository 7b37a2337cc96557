/// Asks a run to end early: no new work is begun, what is under way is finished and recorded.
package final class RunControl: Sendable {
    private let latch = Latch()

    /// Makes a control for one run.
    package init() {}

    /// Ends the run after what is under way; safe to call from anywhere, also twice.
    package func drain() { latch.open() }

    /// Whether the run was asked to end.
    package var isDraining: Bool { latch.isOpen }

    /// Returns when the run is asked to end, or the task is cancelled.
    func drained() async { await latch.wait() }

    /// Runs `work`, which only reads; it is cancelled when the run is drained.
    func untilDrained<Result: Sendable>(
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask { [self] in
                await drained()
                return nil
            }
            while let next = try await group.next() {
                group.cancelAll()
                if let next { return next }
            }
            throw CancellationError()
        }
    }
}
