/// So many requests in so much time, as a service states it.
package struct RateLimit: Sendable, Hashable {
    /// The time that a limit is about.
    package enum Period: Sendable, Hashable {
        /// Any stretch of this length.
        case sliding(Duration)

        /// A calendar day in UTC; used limits come back at 00:00.
        case utcDay
    }

    /// How many requests, at least 1.
    package var count: Int

    /// In what time.
    package var period: Period

    /// The name under which several budgets share this one limit and its counter; nil when it's the budget's own.
    package var sharedAs: String?

    /// Makes a limit for any stretch of `period`.
    package init(_ count: Int, per period: Duration, sharedAs: String? = nil) {
        self.count = count
        self.period = .sliding(period)
        self.sharedAs = sharedAs
    }

    /// Makes a limit for a calendar day in UTC.
    package static func perUTCDay(_ count: Int, sharedAs: String? = nil) -> RateLimit {
        var limit = RateLimit(count, per: .seconds(86_400), sharedAs: sharedAs)
        limit.period = .utcDay
        return limit
    }

    /// The limit when only a part of it is ours; at least 1.
    func scaled(by share: Double) -> RateLimit {
        var limit = self
        limit.count = max(1, Int((Double(count) * min(1, max(0, share))).rounded(.down)))
        return limit
    }

    /// In words: "20 per 1 s", "30000 per UTC day".
    package var description: String {
        switch period {
        case .utcDay: "\(count) per UTC day"
        case .sliding(let duration): "\(count) per \(Self.words(duration))"
        }
    }

    private static func words(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        if seconds >= 3600, duration == .seconds(Int(seconds / 3600) * 3600) { return "\(Int(seconds / 3600)) h" }
        if seconds >= 60, duration == .seconds(Int(seconds / 60) * 60) { return "\(Int(seconds / 60)) min" }
        return duration == .seconds(Int(seconds)) ? "\(Int(seconds)) s" : "\(Int(seconds * 1000)) ms"
    }
}
