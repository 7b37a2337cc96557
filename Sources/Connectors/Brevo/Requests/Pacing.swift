internal import CEL
internal import HTTP
internal import PipelineCore

/// Lets requests go at the account's pace: a budget for each family, corrected by what responses say, counted over restarts.
final class Pacing: Sendable {
    private let budgets: RateBudgets
    private let limits: [RateFamily: [FamilyLimit]]
    private let counts: RequestCounts
    private let now: @Sendable () -> Timestamp

    init(
        _ limits: [RateFamily: [FamilyLimit]],
        account: String,
        clock: any Clock<Duration>,
        context: ConnectorContext
    ) {
        self.limits = limits
        counts = RequestCounts(account: account, context: context)
        now = context.now
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
            await counts.add(family, hourly: perHour(family))
            observe(response.headers, family)
            return response
        } catch let failure as HTTPFailure where failure.mayHaveArrived {
            await counts.add(family, hourly: perHour(family))
            throw failure
        }
    }

    /// Holds a family back because the service said 429.
    func pause(_ family: RateFamily, for wait: Duration) { budgets[family.rawValue]?.pause(for: wait) }

    /// The part of a family's hour that is left, 0–1; 1 where there is no hourly limit.
    func hourLeft(_ family: RateFamily) -> Double {
        guard let limit = perHour(family) else { return 1 }
        return max(0, 1 - Double(counts.total(family)) / Double(limit))
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

    /// How many requests of a family could go at once.
    func room(_ family: RateFamily) -> Int { budgets[family.rawValue]?.room ?? 0 }

    /// The requests that a family's hour allows; nil where there is no hourly limit.
    func perHour(_ family: RateFamily) -> Int? {
        count(per: .hour, family)
    }

    var usage: Usage {
        var usage = Usage()
        for (family, limits) in limits {
            usage.limits[family.rawValue] = limits.map { Rate($0.count, per: $0.stated.period) }
        }
        for budget in budgets.all {
            if budget.used > 0 { usage.requests[budget.label] = budget.used }
            usage.throttled += budget.throttled
        }
        return usage
    }

    /// Saves what isn't saved yet.
    func save() async { await counts.saveAll() }

    private func observe(_ headers: HTTPHeaders, _ family: RateFamily) {
        let standing = RateStanding(headers)
        guard let remaining = standing.remaining else { return }
        let ours = limits[family]?.first { $0.stated.count == standing.limit }?.count
        budgets[family.rawValue]?.observe(remaining: remaining, resetAfter: standing.reset, limit: ours)
    }

    /// Takes up what earlier runs counted, before the first request.
    private func restore() async {
        guard counts.beginRestoring() else { return }
        for family in RateFamily.allCases {
            if let limit = perHour(family) { adopt(await counts.lastHour(family), family, limit: limit) }
            if let limit = count(per: .second, family), let last = await counts.lastSecond(family) {
                budgets[family.rawValue]?.observe(
                    remaining: max(0, limit - last.used),
                    resetAfter: .seconds(1),
                    limit: limit
                )
            }
        }
    }

    /// The budget takes one slice after the other as what a response would say is left.
    private func adopt(_ saved: [SavedCounter], _ family: RateFamily, limit: Int) {
        let now = now()
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

    private func count(per period: Rate.Period, _ family: RateFamily) -> Int? {
        limits[family]?.first { $0.stated.period == period }?.count
    }
}

extension UnixTime {
    init(_ time: Timestamp) { self.init(.seconds(time.seconds) + .nanoseconds(Int64(time.nanoseconds))) }
}
