/// The counter of a limit over a long period: an hour, a UTC day. Counts in wall time, so that it survives a restart.
///
/// A sliding period is kept in sixtieths; a sixtieth stops counting when its end is a whole period ago, which is never
/// too early. A UTC day's requests stop counting two seconds after midnight, for the service's clock may be behind.
struct LongWindow: Sendable {
    /// How many requests began to count at a time, and until when.
    struct Bucket: Sendable, Hashable, Codable {
        var start: UnixTime
        var expires: UnixTime
        var count: Int
    }

    let limit: RateLimit
    private(set) var buckets: [Bucket] = []

    init(_ limit: RateLimit) {
        self.limit = limit
    }

    /// How many count now.
    mutating func used(at wall: UnixTime) -> Int {
        buckets.removeAll { $0.expires <= wall || $0.count == 0 }
        return buckets.reduce(0) { $0 + $1.count }
    }

    /// When there's room for one more; nil when there is now.
    mutating func roomAt(_ wall: UnixTime) -> UnixTime? {
        timeFor(1, at: wall)
    }

    /// When there's room for so many more, if nothing else happens; nil when there is now.
    mutating func timeFor(_ requests: Int, at wall: UnixTime) -> UnixTime? {
        var excess = used(at: wall) + requests - limit.count
        guard excess > 0 else { return nil }
        if limit.period == .utcDay {
            let days = (excess + limit.count - 1) / limit.count
            return max(span(at: wall).expires, buckets.map(\.expires).max() ?? wall) + period * (days - 1)
        }
        var last = wall
        for bucket in buckets.sorted(by: { $0.expires < $1.expires }) {
            last = bucket.expires
            excess -= bucket.count
            if excess <= 0 { return last }
        }
        // More than one period's worth: whole periods follow.
        return last + period * ((excess + limit.count - 1) / limit.count)
    }

    /// A request may go; the result names the bucket it counts in.
    mutating func grant(at wall: UnixTime) -> UnixTime {
        let (start, expires) = span(at: wall)
        add(Bucket(start: start, expires: expires, count: 1))
        return start
    }

    /// A request never left.
    mutating func giveBack(bucket start: UnixTime) {
        if let index = buckets.firstIndex(where: { $0.start == start && $0.count > 0 }) {
            buckets[index].count -= 1
        }
    }

    /// The service says that no more than `remaining` are left, for the given time or until the day's end.
    mutating func adopt(remaining: Int, resetAfter: Duration?, at wall: UnixTime) {
        let missing = limit.count - used(at: wall) - max(0, remaining)
        guard missing > 0 else { return }
        let (start, expires) = span(at: wall)
        add(Bucket(start: start, expires: resetAfter.map { min(wall + $0, expires) } ?? expires, count: missing))
    }

    /// Puts back what counted before a restart, beside what has counted since.
    mutating func restore(_ saved: [Bucket]) {
        saved.filter { $0.count > 0 }.forEach { add($0) }
    }

    private mutating func add(_ bucket: Bucket) {
        if let index = buckets.firstIndex(where: { $0.start == bucket.start && $0.expires == bucket.expires }) {
            buckets[index].count += bucket.count
        } else {
            buckets.append(bucket)
        }
    }

    /// The bucket that a request at this time belongs to.
    private func span(at wall: UnixTime) -> (start: UnixTime, expires: UnixTime) {
        switch limit.period {
        case .utcDay:
            let day = wall.roundedDown(to: period)
            return (day, day + period + .seconds(2))
        case .sliding:
            let width = period / 60
            let start = wall.roundedDown(to: width)
            return (start, start + width + period)
        }
    }

    /// The length of the period.
    var period: Duration {
        switch limit.period {
        case .utcDay: .seconds(86_400)
        case .sliding(let duration): duration
        }
    }
}
