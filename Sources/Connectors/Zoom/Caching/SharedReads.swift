internal import Synchronization

/// What several pipelines need is read once: the first who asks reads it, the others wait for it.
///
/// There is no task of its own: whoever reads does so in their own task. When that one is cancelled, the next of those who wait
/// reads instead, so that one pipeline's end doesn't fail another. Lasting failures are kept like values; others aren't, so that
/// it is tried again.
final class SharedReads<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Void, any Error>

    private struct State {
        var done: LeastRecentlyUsed<Key, Result<Value, any Error>>
        var running: [Key: [Int: Waiter]] = [:]
        var lastID = 0
    }

    private enum Claim {
        case known(Result<Value, any Error>)
        case mine
        case another(waiter: Int)
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - capacity: how many results are kept, or how much of them by their weight.
    ///   - weight: what a value counts for.
    init(capacity: Int, weight: @escaping @Sendable (Value) -> Int = { _ in 1 }) {
        state = Mutex(
            State(done: LeastRecentlyUsed(capacity: capacity) { (try? $0.get()).map(weight) ?? 1 })
        )
    }

    /// The value for a key, read by `read` if nobody has.
    ///
    /// - Throws: what the read threw; `CancellationError`.
    func value(_ key: Key, read: () async throws -> Value) async throws -> Value {
        while true {
            switch claim(key) {
            case .known(let result): return try result.get()
            case .mine: return try await lead(key, read)
            case .another(let waiter): try await wait(for: key, as: waiter)
            }
        }
    }

    /// The value for a key, if it was read before.
    func known(_ key: Key) -> Value? {
        state.withLock { state in
            guard let result = state.done[key] else { return nil }
            return try? result.get()
        }
    }

    private func claim(_ key: Key) -> Claim {
        state.withLock { state in
            if let result = state.done[key] { return .known(result) }
            guard state.running[key] != nil else {
                state.running[key] = [:]
                return .mine
            }
            state.lastID += 1
            return .another(waiter: state.lastID)
        }
    }

    private func lead(_ key: Key, _ read: () async throws -> Value) async throws -> Value {
        do {
            let value = try await read()
            settle(key, .success(value), isKept: true, isShared: true)
            return value
        } catch {
            let isOwnEnd = error is CancellationError || Task.isCancelled
            let isLasting = (error as? ZoomFailure)?.isLasting == true
            settle(key, .failure(error), isKept: isLasting && !isOwnEnd, isShared: !isOwnEnd)
            throw error
        }
    }

    /// Keeps the result, and wakes those who wait: with the failure when it is shared, else to look again.
    private func settle(_ key: Key, _ result: Result<Value, any Error>, isKept: Bool, isShared: Bool) {
        let waiters = state.withLock { state in
            if isKept { state.done[key] = result }
            return state.running.removeValue(forKey: key) ?? [:]
        }
        for waiter in waiters.values {
            if case .failure(let error) = result, isShared {
                waiter.resume(throwing: error)
            } else {
                waiter.resume()
            }
        }
    }

    private func wait(for key: Key, as id: Int) async throws {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: Waiter) in
                let outcome = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    guard state.running[key] != nil else { return true }
                    state.running[key]?[id] = continuation
                    return nil
                }
                switch outcome {
                case true?: continuation.resume()
                case false?: continuation.resume(throwing: CancellationError())
                case nil: break
                }
            }
        } onCancel: {
            let waiter = state.withLock { $0.running[key]?.removeValue(forKey: id) }
            waiter?.resume(throwing: CancellationError())
        }
    }
}
