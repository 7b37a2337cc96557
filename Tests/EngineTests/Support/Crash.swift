import PipelineCore
import Synchronization

/// Ends the world at a certain call: from then on every call of a service fails, as if the process were gone.
final class Crash: Sendable {
    struct Gone: Error {}

    private struct State {
        var calls = 0
        var place: Int?
        var isAfter = false
        var isGone = false
    }

    private let state = Mutex(State())

    /// The calls so far.
    var calls: Int { state.withLock { $0.calls } }

    /// Plans the end: at call number `place`, before or after it took effect.
    func plan(at place: Int, afterEffect: Bool) {
        state.withLock { $0 = State(calls: 0, place: place, isAfter: afterEffect) }
    }

    /// A new process: nothing is planned.
    func restart() {
        state.withLock { $0 = State() }
    }

    /// Makes a call that takes effect at once.
    func call<Result>(_ effect: () throws -> Result) throws -> Result {
        let (before, after) = try state.withLock { state -> (Bool, Bool) in
            if state.isGone { throw Gone() }
            state.calls += 1
            let isHere = state.calls == state.place
            if isHere { state.isGone = true }
            return (isHere && !state.isAfter, isHere && state.isAfter)
        }
        if before { throw Gone() }
        let result = try effect()
        if after { throw Gone() }
        return result
    }
}
