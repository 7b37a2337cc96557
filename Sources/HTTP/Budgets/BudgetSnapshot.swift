/// What has to survive a restart: the counters of limits longer than a minute, and pauses.
package struct BudgetSnapshot: Sendable, Hashable, Codable {
    /// By the name of the counter.
    var counters: [String: [LongWindow.Bucket]]

    /// Until when budgets are paused, by label.
    var pauses: [String: UnixTime]
}
