internal import Synchronization

/// The budgets of one account, which may share limits; requests are paced *before* a limit is met.
///
/// All decisions are `BudgetMachine`'s; this keeps the tasks that wait, and one timer for all of them.
package final class RateBudgets: Sendable {
    typealias Waiting = CheckedContinuation<Result<Permit, any Error>, Never>

    private struct State {
        var machine: BudgetMachine
        var waiting: [UInt64: Waiting] = [:]
        var timer: (due: Duration, task: Task<Void, Never>)?
    }

    private let state: Mutex<State>
    private let clock: BudgetClock
    private let lanes: [String: Int]

    /// Makes budgets with nothing used yet.
    ///
    /// - Parameters:
    ///   - plans: the budgets, with different labels. Limits with the same `sharedAs` are one; they must be equal.
    ///   - share: the part of each limit that's ours, 0–1; every limit stays at least 1.
    ///   - wallClock: decides which UTC day it is, and the times in snapshots.
    package init(
        _ plans: [BudgetPlan],
        share: Double = 1,
        clock: some Clock<Duration> = ContinuousClock(),
        wallClock: @escaping @Sendable () -> UnixTime = UnixTime.now
    ) {
        self.clock = BudgetClock(clock, wall: wallClock)
        state = Mutex(State(machine: BudgetMachine(plans, share: share)))
        lanes = Dictionary(zip(plans.map(\.label), plans.indices)) { first, _ in first }
    }

    deinit {
        state.withLock { $0.timer?.task.cancel() }
    }

    /// The budget with this label, if there is one.
    package subscript(label: String) -> Budget? {
        lanes[label].map { Budget(label: label, budgets: self, lane: $0) }
    }

    /// All budgets, by label.
    package var all: [Budget] {
        lanes.map { Budget(label: $0.key, budgets: self, lane: $0.value) }.sorted { $0.label < $1.label }
    }

    /// The counters of long limits and the pauses, for the caller to keep.
    package func snapshot() -> BudgetSnapshot {
        change { $0.snapshot(at: $1) }
    }

    /// Takes up what an earlier process had counted. Call it once, before the first request.
    package func restore(_ snapshot: BudgetSnapshot) {
        change { $0.restore(snapshot, at: $1) }
    }

    func acquire(lane: Int, group: String, maxWait: Duration) async throws -> Permit {
        let id = change { machine, _ in machine.nextID() }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                enqueue(id, lane: lane, group: group, maxWait: maxWait, continuation)
            }
        } onCancel: {
            let waiting = state.withLock { state -> Waiting? in
                guard state.machine.cancel(id, lane: lane) else { return nil }
                return state.waiting.removeValue(forKey: id)
            }
            waiting?.resume(returning: .failure(CancellationError()))
        }
        return try result.get()
    }

    private func enqueue(_ id: UInt64, lane: Int, group: String, maxWait: Duration, _ continuation: Waiting) {
        let moment = clock.moment
        let isCancelled = state.withLock { state in
            // A task is marked as cancelled before its handler runs, so either we see it here or the handler, which
            // takes the same lock, finds the waiter.
            guard !Task.isCancelled else { return true }
            state.machine.enqueue(id, lane: lane, group: group, maxWait: maxWait, at: moment)
            state.waiting[id] = continuation
            return false
        }
        if isCancelled {
            continuation.resume(returning: .failure(CancellationError()))
        } else {
            change { _, _ in }
        }
    }

    /// Tells the machine of an event, then resumes whoever may go and sets the timer anew.
    @discardableResult
    func change<Result: Sendable>(_ event: (inout BudgetMachine, BudgetMachine.Moment) -> Result) -> Result {
        let moment = clock.moment
        let (result, resumed) = state.withLock { state in
            let result = event(&state.machine, moment)
            let outcomes = state.machine.settle(at: moment)
            setTimer(&state, at: moment)
            return (result, outcomes.map { ($0.id, $0.outcome, state.waiting.removeValue(forKey: $0.id)) })
        }
        for (id, outcome, waiting) in resumed {
            switch outcome {
            case .granted: waiting?.resume(returning: .success(Permit(id: id, budgets: self)))
            case .exhausted(let reason): waiting?.resume(returning: .failure(reason))
            }
        }
        return result
    }

    /// Keeps at most one timer, due no later than there's something to do. One that is due too early does no harm.
    private func setTimer(_ state: inout State, at moment: BudgetMachine.Moment) {
        guard let due = state.machine.nextWake(at: moment) else {
            state.timer?.task.cancel()
            state.timer = nil
            return
        }
        if let timer = state.timer, timer.due <= due, timer.due > moment.now { return }
        state.timer?.task.cancel()
        // Unstructured because it serves all who wait: no single one of them may own it.
        let task = Task { [weak self, clock] in
            guard (try? await clock.sleep(due)) != nil else { return }
            self?.change { _, _ in }
        }
        state.timer = (due, task)
    }
}
