internal import CEL
internal import Logging
internal import PipelineCore
internal import Synchronization

/// Counts requests so that the limits hold over restarts: those of the hour as they go, those of the last second at the end.
final class RequestCounts: Sendable {
    private let counters: any CounterStore
    private let account: String
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var hours: [RateFamily: HourCount] = [:]
        /// The requests of the last second.
        var recent: [RateFamily: [Timestamp]] = [:]
        var isRestored = false
    }

    init(account: String, context: ConnectorContext) {
        self.account = account
        counters = context.counters
        now = context.now
        logger = context.logger
    }

    /// A request went.
    func add(_ family: RateFamily, hourly: Int?) async {
        let now = now()
        let isDue = state.withLock { state in
            state.recent[family] = Self.lastSecond(state.recent[family] ?? [], at: now) + [now]
            guard let hourly else { return false }
            state.hours[family, default: HourCount()].add(at: now)
            // Losing half a percent of the hour in a crash does no harm; writing each of ten requests a second would.
            return state.hours[family, default: HourCount()].unsavedRequests >= max(1, hourly / 200)
        }
        if isDue { await save(family) }
    }

    /// The requests of the last hour.
    func total(_ family: RateFamily) -> Int {
        let now = now()
        return state.withLock { $0.hours[family, default: HourCount()].total(at: now) }
    }

    /// Saves what isn't saved yet; the run is over.
    func saveAll() async {
        let now = now()
        for family in RateFamily.allCases {
            await save(family)
            let used = state.withLock { Self.lastSecond($0.recent[family] ?? [], at: now).count }
            if used > 0 {
                let start = Timestamp(seconds: now.seconds)
                await save(SavedCounter(period: 1, start: start, used: used), label: family.rawValue)
            }
        }
    }

    /// Whether nobody has taken up what was saved.
    func beginRestoring() -> Bool {
        state.withLock { state in
            defer { state.isRestored = true }
            return !state.isRestored
        }
    }

    /// What earlier processes saved of an hour; counts from now on.
    func lastHour(_ family: RateFamily) async -> [SavedCounter] {
        var saved: [SavedCounter] = []
        for label in HourCount.labels(family) { saved += await stored(label) }
        let found = saved
        state.withLock { $0.hours[family, default: HourCount()].restore(found) }
        return found
    }

    /// What an earlier process that ended just now sent in its last second. Moments are saved in whole seconds.
    func lastSecond(_ family: RateFamily) async -> SavedCounter? {
        let now = now()
        return await stored(family.rawValue).first { $0.period == 1 && now.seconds - $0.start.seconds <= 1 }
    }

    private static func lastSecond(_ moments: [Timestamp], at now: Timestamp) -> [Timestamp] {
        let limit = Timestamp(seconds: now.seconds - 1, nanoseconds: now.nanoseconds)
        return moments.filter { $0 > limit }
    }

    private func save(_ family: RateFamily) async {
        let unsaved = state.withLock { $0.hours[family]?.takeUnsaved(family) ?? [:] }
        for (label, counter) in unsaved { await save(counter, label: label) }
    }

    private func save(_ counter: SavedCounter, label: String) async {
        do {
            try await counters.save([counter], account: account, label: label)
        } catch {
            logger.warning("Brevo's request counter couldn't be saved: \(error)")
        }
    }

    private func stored(_ label: String) async -> [SavedCounter] {
        do {
            return try await counters.counters(account: account, label: label)
        } catch {
            logger.warning("Brevo's request counter couldn't be read: \(error)")
            return []
        }
    }
}
