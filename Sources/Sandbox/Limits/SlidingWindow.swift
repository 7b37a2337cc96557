/// Counts the requests let through in the last span of one rate: never more than the rate in *any* such span.
///
/// Strict on purpose: a bucket refilled at fixed moments would let twice the rate through around a boundary, and
/// a client tuned against it would meet real 429s.
struct SlidingWindow: Sendable {
    let rate: Rate
    // A ring of the last moments let through, oldest at `first`; grows up to the rate's count.
    private var moments: [Int] = []
    private var first = 0
    // A day is counted from 00:00 UTC, so only the day and the count matter.
    private var day = Int.min
    private var dayCount = 0

    init(_ rate: Rate) {
        self.rate = rate
    }

    private var isDaily: Bool { rate.seconds >= 86_400 }

    /// How many more requests fit now.
    mutating func remaining(at now: Moment) -> Int {
        if isDaily {
            if now.day != day { (day, dayCount) = (now.day, 0) }
            return max(0, rate.count - dayCount)
        }
        let horizon = now.milliseconds - rate.seconds * 1000
        while first < moments.count, moments[first] <= horizon { first += 1 }
        if first > 1024, first * 2 > moments.count {
            moments.removeFirst(first)
            first = 0
        }
        return max(0, rate.count - (moments.count - first))
    }

    /// Counts one request let through.
    mutating func count(at now: Moment) {
        if isDaily { dayCount += 1 } else { moments.append(now.milliseconds) }
    }

    /// Seconds, rounded up, until the next request fits (or, where one fits now, until the oldest is forgotten).
    func reset(at now: Moment) -> Int {
        if isDaily { return now.startOfDay.adding(seconds: 86_400).seconds(since: now) }
        guard first < moments.count else { return rate.seconds }
        return max(1, (moments[first] + rate.seconds * 1000 - now.milliseconds + 999) / 1000)
    }
}
