/// Keeps hourly and daily request counters over restarts. A small port, so that connectors needn't know the state.
package protocol CounterStore: Sendable {
    /// The counters saved for an account's rate label.
    func counters(account: String, label: String) async throws -> [SavedCounter]

    /// Saves the counters of an account's rate label.
    func save(_ counters: [SavedCounter], account: String, label: String) async throws
}

/// A request counter at one moment.
package struct SavedCounter: Sendable, Hashable {
    /// The period it counts in, in seconds.
    package let period: Int

    /// When the period began.
    package let start: Timestamp

    /// Requests since then.
    package let used: Int

    /// Makes a counter.
    package init(period: Int, start: Timestamp, used: Int) {
        self.period = period
        self.start = start
        self.used = used
    }
}
