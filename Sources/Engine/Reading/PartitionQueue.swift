internal import PipelineCore
internal import Synchronization

/// The partitions that were found and not yet read. Finding them isn't held up by reading them: a listing's page token
/// would die meanwhile (Zoom's lives 15 minutes), and a partition waiting here is small.
final class PartitionQueue: Sendable {
    private struct State {
        var partitions: [Partition] = []
        var head = 0
        var seen: Set<String> = []
        var isClosed = false
        var waiters: [(id: Int, continuation: CheckedContinuation<Partition?, Never>)] = []
        var nextID = 0

        mutating func pop() -> Partition? {
            guard head < partitions.count else { return nil }
            defer {
                head += 1
                if head > 1_024, head * 2 > partitions.count {
                    partitions.removeFirst(head)
                    head = 0
                }
            }
            return partitions[head]
        }
    }

    private let state = Mutex(State())

    /// Adds a partition; false when it was added before.
    func add(_ partition: Partition) -> Bool {
        let (isNew, waiter) = state.withLock { state -> (Bool, CheckedContinuation<Partition?, Never>?) in
            guard state.seen.insert(partition.id).inserted else { return (false, nil) }
            if state.waiters.isEmpty {
                state.partitions.append(partition)
                return (true, nil)
            }
            return (true, state.waiters.removeFirst().continuation)
        }
        waiter?.resume(returning: partition)
        return isNew
    }

    /// No more will be added.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume(returning: nil) }
    }

    /// The partitions that nobody took.
    func remaining() -> Int {
        state.withLock { $0.partitions.count - $0.head }
    }

    /// The next partition; nil when there will be no more, or the task is cancelled.
    func next() async -> Partition? {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Partition?? = state.withLock { state in
                    if Task.isCancelled { return .some(nil) }
                    if let partition = state.pop() { return partition }
                    if state.isClosed { return .some(nil) }
                    state.waiters.append((id, continuation))
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiters.firstIndex { $0.id == id }.map { state.waiters.remove(at: $0).continuation }
            }
            waiter?.resume(returning: nil)
        }
    }
}
