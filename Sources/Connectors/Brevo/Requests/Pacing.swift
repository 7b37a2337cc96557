internal import CEL
internal import HTTP
internal import Logging
internal import PipelineCore
internal import Synchronization

/// Lets requests go at the account's pace: a budget for each family, corrected by what responses say, counted over restarts.
final class Pacing: Sendable {
    private let budgets: RateBudgets
    private let limits: [RateFamily: [FamilyLimit]]
    private let counters: any CounterStore
    private let account: String
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var hours: [RateFamily: HourCount] = [:]
        var isRestored = false
    }

    init(
        _ limits: [RateFamily: [FamilyLimit]],
        account: String,
        clock: any Clock<Duration>,
        context: ConnectorContext
    ) {
        self.limits = limits
        self.account = account
        counters = context.counters
        now = context.now
        logger = context.logger
        let plans = limits.map { BudgetPlan($0.key.rawValue, $0.value.map(\.rateLimit)) }
        let wall = context.now
        budgets = RateBudgets(plans, clock: clock, wallClock: { UnixTime(wall()) })
    }

    /// Sends a request when its family's budget allows.
    ///
    /// - Throws: `HTTPFailure`, `BudgetExhausted`, `CancellationError`.
    func send(
        _ request: HTTPRequest,
        family: RateFamily,
        over http: any HTTPSending,
        maxWait: Duration
    ) async throws -> HTTPResponse {
        await restore()
        guard let budget = budgets[family.rawValue] else { return try await http.send(request) }
        do {
            let response = try await http.send(request, within: budget, maxWait: maxWait)
            await count(family)
            observe(response.headers, family)
            return response
        } catch let failure as HTTPFailure where failure.mayHaveArrived {
            await count(family)
            throw failure
        }
    }

    /// Holds a family back because the service said 429.
    func pause(_ family: RateFamily, for wait: Duration) { budgets[family.rawValue]?.pause(for: wait) }

    /// The part of a family's hour that is left, 0–1; 1 where there is no hourly limit.
    func hourLeft(_ family: RateFamily) -> Double {
        guard let limit = limits[family]?.first(where: { $0.stated.period == .hour }) else { return 1 }
        let used = state.withLock { $0.hours[family, default: HourCount()].total(at: now()) }
        return max(0, 1 - Double(used) / Double(limit.count))
    }

    /// Whether a 429 is about the hour, not the second: then waiting a little doesn't help.
    func isHourly(_ limit: Int?, _ family: RateFamily) -> Bool {
        guard let limit, let limits = limits[family] else { return false }
        return limits.contains { $0.stated.period != .second && $0.stated.count == limit }
            && !limits.contains { $0.stated.period == .second && $0.stated.count == limit }
    }

    /// The steady requests a second that a family allows.
    func perSecond(_ family: RateFamily) -> Double {
        let rates = limits[family, default: []].map { Double($0.count) / Double($0.stated.period.seconds) }
        return rates.min() ?? 1
    }

    /// The requests that a family's hour allows; nil where there is no hourly limit.
    func perHour(_ family: RateFamily) -> Int? {
        limits[family]?.first { $0.stated.period == .hour }?.count
    }

    var usage: Usage {
        var usage = Usage()
        for budget in budgets.all {
            if budget.used > 0 { usage.requests[budget.label] = budget.used }
            usage.throttled += budget.throttled
        }
        return usage
    }

    /// Saves what isn't saved yet.
    func save() async {
        for family in RateFamily.allCases { await save(family) }
    }

    private func observe(_ headers: HTTPHeaders, _ family: RateFamily) {
        let standing = RateStanding(headers)
        guard let remaining = standing.remaining else { return }
        let ours = limits[family]?.first { $0.stated.count == standing.limit }?.count
        budgets[family.rawValue]?.observe(remaining: remaining, resetAfter: standing.reset, limit: ours)
    }

    private func count(_ family: RateFamily) async {
        guard let hourly = perHour(family) else { return }
        let now = now()
        let isDue = state.withLock { state in
            state.hours[family, default: HourCount()].add(at: now)
            // Losing half a percent of the hour in a crash does no harm; writing each of ten requests a second would.
            return state.hours[family, default: HourCount()].unsavedRequests >= max(1, hourly / 200)
        }
        if isDue { await save(family) }
    }

    private func save(_ family: RateFamily) async {
        let unsaved = state.withLock { $0.hours[family]?.takeUnsaved(family) ?? [:] }
        for (label, counter) in unsaved {
            do {
                try await counters.save([counter], account: account, label: label)
            } catch {
                logger.warning("Brevo's request counter couldn't be saved: \(error)")
            }
        }
    }

    /// Takes up what earlier runs counted, before the first request.
    private func restore() async {
        let isFirst = state.withLock { state in
            defer { state.isRestored = true }
            return !state.isRestored
        }
        guard isFirst else { return }
        for family in RateFamily.allCases {
            guard let limit = perHour(family) else { continue }
            var saved: [SavedCounter] = []
            for label in HourCount.labels(family) {
                do {
                    saved += try await counters.counters(account: account, label: label)
                } catch {
                    logger.warning("Brevo's request counter couldn't be read: \(error)")
                }
            }
            adopt(saved, family, limit: limit)
        }
    }

    /// The budget takes one slice after the other as what a response would say is left.
    private func adopt(_ saved: [SavedCounter], _ family: RateFamily, limit: Int) {
        let now = now()
        state.withLock { $0.hours[family, default: HourCount()].restore(saved) }
        var used = 0
        for counter in saved.sorted(by: { $0.start < $1.start }) {
            let left = HourCount.end(of: counter.start.seconds) - now.seconds
            guard counter.used > 0, left > 0 else { continue }
            used += counter.used
            budgets[family.rawValue]?.observe(
                remaining: max(0, limit - used),
                resetAfter: .seconds(min(left, Int64(HourCount.period))),
                limit: limit
            )
        }
    }
}

extension UnixTime {
    init(_ time: Timestamp) { self.init(.seconds(time.seconds) + .nanoseconds(Int64(time.nanoseconds))) }
}
