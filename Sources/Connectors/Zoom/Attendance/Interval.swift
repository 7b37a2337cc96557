internal import CEL

/// A span between two moments.
struct Interval: Sendable, Hashable {
    let start: Timestamp
    let end: Timestamp

    /// Its length in seconds.
    var seconds: Double { end.secondsSince(start) }

    /// How long the intervals last together, what overlaps counted once, in seconds.
    ///
    /// Stays overlap when somebody joins by two devices, or is in a breakout room and the main room at once.
    static func union(_ intervals: [Interval]) -> Double {
        var total = 0.0
        var current: Interval?
        for next in intervals.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
            guard let open = current, next.start <= open.end else {
                total += current?.seconds ?? 0
                current = next
                continue
            }
            current = Interval(start: open.start, end: max(open.end, next.end))
        }
        return total + (current?.seconds ?? 0)
    }
}
