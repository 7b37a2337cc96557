internal import HTTP

/// Decides how long a request waits before its next attempt, and when it gives up.
struct Patience: Sendable {
    private(set) var attempts = 0
    private var waited: Duration = .zero

    /// Another attempt has failed.
    ///
    /// - Parameter asked: How long the service wants to be left alone.
    /// - Returns: the wait before the next attempt; nil when there is none.
    mutating func waitAfterFailure(
        _ kind: ZoomFailure.Kind,
        asked: Duration? = nil,
        minimum: Duration = .zero,
        pacing: Pacing
    ) -> Duration? {
        attempts += 1
        let most = kind == .unreachable ? pacing.maxFirstAttempts : pacing.maxAttempts
        let wait = asked ?? (minimum + pacing.wait(after: attempts))
        guard attempts < most, waited + wait <= pacing.patience else { return nil }
        waited += wait
        return wait
    }
}
