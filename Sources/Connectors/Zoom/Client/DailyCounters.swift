internal import CEL
internal import HTTP
internal import Logging
internal import PipelineCore
internal import Synchronization

/// Counts the requests of each label that has a daily cap, and keeps the counts over restarts.
///
/// The budgets count by themselves; this tells them at the start what earlier processes used today, and saves what we used.
final class DailyCounters: Sendable {
    private struct State {
        var day: Timestamp?
        var used: [RateLabel: Int] = [:]
        var unsaved = 0
    }

    private let store: any CounterStore
    private let account: String
    private let table: RateTable
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let state = Mutex(State())
    private let restored = SharedReads<Int, Bool>(capacity: 1)

    /// So many requests may be forgotten by a crash.
    private static let savedEvery = 50

    init(
        _ store: any CounterStore,
        account: String,
        table: RateTable,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.store = store
        self.account = account
        self.table = table
        self.now = now
        self.logger = logger
    }

    /// Tells the budgets what was used today, once.
    func restore(to budgets: RateBudgets) async throws {
        _ = try await restored.value(0) {
            for label in RateLabel.allCases where table.dailyCaps[label] != nil { await load(label) }
            let used = state.withLock { $0.used }
            for label in RateLabel.allCases {
                guard let cap = table.dailyCaps[label] else { continue }
                let counts = sharing(label).reduce(0) { $0 + (used[$1] ?? 0) }
                guard counts > 0 else { continue }
                budgets[label.rawValue]?.observe(remaining: max(0, cap - counts), resetAfter: untilMidnight)
            }
            return true
        }
    }

    /// A request is about to be sent.
    ///
    /// - Returns: whether it is time to save.
    func count(_ label: RateLabel) -> Bool {
        guard table.dailyCaps[label] != nil else { return false }
        return state.withLock { state in
            roll(&state)
            state.used[label, default: 0] += 1
            state.unsaved += 1
            return state.unsaved >= Self.savedEvery
        }
    }

    /// Saves what isn't saved yet.
    func save() async {
        let (day, used) = state.withLock { state in
            let unsaved = state.unsaved
            state.unsaved = 0
            return (state.day, unsaved > 0 ? state.used : [:])
        }
        guard let day else { return }
        for (label, count) in used {
            do {
                let counter = SavedCounter(period: 86_400, start: day, used: count)
                try await store.save([counter], account: account, label: label.rawValue)
            } catch {
                logger.warning("the counter of \(label.rawValue) requests couldn't be saved: \(error)")
            }
        }
    }

    /// How long the day lasts, and a little more as Zoom's clock may be behind.
    var untilMidnight: Duration {
        let now = now()
        return .seconds(now.nextDay.secondsSince(now))
    }

    private func load(_ label: RateLabel) async {
        do {
            let today = now().startOfDay
            let saved = try await store.counters(account: account, label: label.rawValue)
            let used = saved.filter { $0.period == 86_400 && $0.start == today }.map(\.used).max() ?? 0
            state.withLock { state in
                roll(&state)
                state.used[label, default: 0] += used
            }
        } catch {
            logger.warning("the counter of \(label.rawValue) requests couldn't be read: \(error)")
        }
    }

    private func sharing(_ label: RateLabel) -> [RateLabel] {
        let pair: [RateLabel] = [.heavy, .resourceIntensive]
        return table.sharesDailyCap && pair.contains(label) ? pair : [label]
    }

    private func roll(_ state: inout State) {
        let today = now().startOfDay
        guard state.day != today else { return }
        state.day = today
        state.used = [:]
    }
}
