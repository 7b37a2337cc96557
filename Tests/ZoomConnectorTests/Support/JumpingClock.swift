import CEL
import Synchronization

/// A clock on which nobody waits: who sleeps, lets the time pass.
final class JumpingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration = .zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let state = Mutex(Instant())

    var now: Instant { state.withLock { $0 } }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
        state.withLock { $0 = max($0, deadline) }
    }

    func advance(by duration: Duration) { state.withLock { $0 = $0.advanced(by: duration) } }

    /// The wall clock that goes with it: 2026-11-18T12:00:00Z at first.
    var wall: Timestamp {
        let parts = now.offset.components
        let start = Bench.start
        return Timestamp(
            seconds: start.seconds + parts.seconds,
            nanoseconds: start.nanoseconds + Int32(parts.attoseconds / 1_000_000_000)
        )
    }

    /// How much time passed since the beginning.
    var passed: Duration { now.offset }
}
