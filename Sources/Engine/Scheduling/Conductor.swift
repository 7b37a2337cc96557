package import CEL
package import PipelineCore
package import State
internal import Synchronization

/// Runs jobs as events come and as their time comes, one run at a time: what becomes due during a run is merged into the next one.
///
/// Everything it decided is in the state before it acts on it, so it may end at any moment.
package final class Conductor: Sendable {
    /// Runs jobs together; answers how each pipeline's ended.
    package typealias Perform = @Sendable ([Job]) async -> [String: JobResult]

    /// What happens, for a log.
    package enum News: Sendable {
        /// An event was taken in, and starts these pipelines.
        case taken(StoredEvent, starts: [String])
        /// The state failed; it is tried again.
        case troubled(StateFailure)
    }

    /// How long received events are kept.
    package static let retention = 30 * 86_400

    /// How long nothing is looked for at most: other processes may put events back (`webhooks replay`).
    private static let longestWait = Duration.seconds(2)

    private static let tidying = 3_600

    private let state: StateStore
    private let now: @Sendable () -> Timestamp
    private let sleep: @Sendable (Duration) async -> Void
    private let perform: Perform
    private let tell: @Sendable (News) -> Void
    private let rules: Mutex<(current: [TriggerRule], isNew: Bool)>
    private let signal = Signal()
    private let stopping = Latch()

    /// Makes a conductor on a state whose run lock is held.
    package init(
        state: StateStore,
        rules: [TriggerRule],
        now: @escaping @Sendable () -> Timestamp,
        sleep: @escaping @Sendable (Duration) async -> Void,
        tell: @escaping @Sendable (News) -> Void = { _ in },
        perform: @escaping Perform
    ) {
        self.state = state
        self.rules = Mutex((rules, false))
        self.now = now
        self.sleep = sleep
        self.tell = tell
        self.perform = perform
    }

    /// An event was stored.
    package func wake() { signal.fire() }

    /// Goes on with other rules.
    package func use(_ rules: [TriggerRule]) {
        self.rules.withLock { $0 = (rules, true) }
        signal.fire()
    }

    /// Ends it after the run that is under way.
    package func stop() { stopping.open() }

    /// Runs until ``stop()``.
    package func run() async {
        while !stopping.isOpen {
            do {
                try await conduct()
            } catch {
                tell(.troubled(error))
                await wait(.seconds(5))
            }
        }
    }

    /// Runs until ``stop()``, or until the state fails: then what it has is begun with anew.
    private func conduct() async throws(StateFailure) {
        let saved = try await state.triggers()
        let current = rules.withLock { rules in
            rules.isNew = false
            return rules.current
        }
        var scheduler = Scheduler(
            rules: current,
            triggers: saved.triggers,
            recurrences: saved.recurrences,
            at: now()
        )
        scheduler.deliverAll(at: now())
        var tidied: Timestamp?
        while !stopping.isOpen {
            if let new = newRules() {
                scheduler.use(new, at: now())
                scheduler.deliverAll(at: now())
            }
            try await takeEvents(&scheduler)
            scheduler.advance(to: now())
            try await save(&scheduler)
            let jobs = scheduler.due(at: now())
            if !jobs.isEmpty {
                let results = await perform(jobs)
                for job in jobs { scheduler.finish(job, results[job.pipeline] ?? .failed(job), at: now()) }
                try await save(&scheduler)
            } else if tidied.map({ $0.later(Self.tidying) <= now() }) ?? true {
                _ = try await state.forgetEvents(before: now().later(-Self.retention))
                tidied = now()
            } else {
                await wait(scheduler.next.map { min($0.since(now()), Self.longestWait) } ?? Self.longestWait)
            }
        }
    }

    private func takeEvents(_ scheduler: inout Scheduler) async throws(StateFailure) {
        while true {
            let events = try await state.storedEvents(limit: 500)
            if events.isEmpty { return }
            for event in events { tell(.taken(event, starts: scheduler.take(event, at: now()))) }
            try await state.record(scheduler.takeChanges(), processed: events.map(\.number))
        }
    }

    private func save(_ scheduler: inout Scheduler) async throws(StateFailure) {
        let changes = scheduler.takeChanges()
        if !changes.isEmpty { try await state.record(changes) }
    }

    private func newRules() -> [TriggerRule]? {
        rules.withLock { rules in
            defer { rules.isNew = false }
            return rules.isNew ? rules.current : nil
        }
    }

    private func wait(_ duration: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in await sleep(duration) }
            group.addTask { [self] in await signal.wait() }
            group.addTask { [self] in await stopping.wait() }
            await group.next()
            group.cancelAll()
        }
    }
}

extension Timestamp {
    /// How long after another moment this one is; not negative.
    fileprivate func since(_ other: Timestamp) -> Duration {
        let span =
            Duration.seconds(seconds - other.seconds) + .nanoseconds(Int64(nanoseconds) - Int64(other.nanoseconds))
        return max(.zero, span)
    }
}
