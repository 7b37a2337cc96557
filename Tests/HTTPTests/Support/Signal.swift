import Dispatch
import Synchronization

/// Something that happens once, which tasks and plain threads can wait for.
final class Signal: Sendable {
    private struct State {
        var isFired = false
        var continuations: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let semaphore = DispatchSemaphore(value: 0)

    func fire() {
        let continuations = state.withLock { state in
            state.isFired = true
            defer { state.continuations = [] }
            return state.continuations
        }
        semaphore.signal()
        for continuation in continuations {
            continuation.resume()
        }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let isFired = state.withLock { state in
                if !state.isFired { state.continuations.append(continuation) }
                return state.isFired
            }
            if isFired { continuation.resume() }
        }
    }

    /// For the server's threads.
    func waitBlocking() {
        semaphore.wait()
        semaphore.signal()
    }
}
