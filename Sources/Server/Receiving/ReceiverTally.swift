internal import CEL
internal import PipelineCore
internal import State

/// What a receiver has received since it began.
package struct ReceiverTally: Sendable, Hashable {
    /// Events that were new.
    package private(set) var stored = 0

    /// Events that had come before.
    package private(set) var duplicates = 0

    /// Questions answered.
    package internal(set) var answered = 0

    /// Deliveries that weren't the service's, by reason.
    package private(set) var refused: [String: Int] = [:]

    /// Events that couldn't be stored.
    package private(set) var unavailable = 0

    /// Whether the last event could be stored.
    private(set) var canStore = true

    private var lines: [String: Line] = [:]

    private struct Line: Hashable {
        var last: Timestamp
        var unsaid: Int
    }

    /// Between two lines about refusals of one kind, in seconds.
    private static let quiet: Int64 = 60

    init() {}

    mutating func count(_ storing: Inbox.Storing) {
        canStore = true
        switch storing {
        case .new: stored += 1
        case .duplicate: duplicates += 1
        }
    }

    /// Whether it is the first in a row.
    mutating func countFailure() -> Bool {
        defer { canStore = false }
        unavailable += 1
        return canStore
    }

    /// Counts a refusal.
    ///
    /// - Returns: How many of its kind a line in the log stands for; nil when it is too soon for one.
    mutating func refuse(_ reason: String, at now: Timestamp) -> Int? {
        refused[reason, default: 0] += 1
        guard var line = lines[reason], abs(now.seconds - line.last.seconds) < Self.quiet else {
            let unsaid = lines[reason]?.unsaid ?? 0
            lines[reason] = Line(last: now, unsaid: 0)
            return unsaid + 1
        }
        line.unsaid += 1
        lines[reason] = line
        return nil
    }
}
