/// The counter of a limit over a short period (up to a minute): a log of the requests that may still count.
///
/// Promise: no more than `count` requests *arrive* in any stretch of `period`, though only their leaving can be
/// observed. So a request counts from when it's granted, for as long as it may not have arrived, and then for
/// `period + margin` from when it arrived at the latest:
///
/// | what is known | counts until |
/// |---|---|
/// | granted, nothing more | granted + 2 · period (a request that takes longer to leave counts as gone) |
/// | written, or answered: arrived by `t` | t + period + margin |
///
/// The margin pays for clocks and for jitter on the way: max(20 ms, 2 % of the period), at most 100 ms. So the
/// throughput is 98 % of a limit per second, more for longer periods.
struct SlidingWindow: Sendable {
    let count: Int
    let period: Duration

    /// When each request stops counting, earliest first.
    private var releases = Timetable()

    init(count: Int, period: Duration) {
        self.count = count
        self.period = period
    }

    /// How long a request counts after it arrived.
    var window: Duration {
        period + min(max(.milliseconds(20), period / 50), .milliseconds(100))
    }

    /// How many count now.
    mutating func used(at now: Duration) -> Int {
        releases.removeAll(upTo: now)
        return releases.count
    }

    /// When there's room for one more; nil when there is now.
    mutating func roomAt(_ now: Duration) -> Duration? {
        let used = used(at: now)
        return used < count ? nil : releases[used - count]
    }

    /// A request may go.
    mutating func grant(_ id: UInt64, at now: Duration) {
        releases.insert(id, at: now + max(period * 2, window))
    }

    /// A request arrived at this time at the latest.
    mutating func stamp(_ id: UInt64, arrivedBy time: Duration) {
        releases.insert(id, at: time + window)
    }

    /// A request never left.
    mutating func giveBack(_ id: UInt64) {
        releases.remove(id)
    }

    /// How many somebody else must have used, when the service says that no more than `remaining` are left.
    mutating func missing(remaining: Int, at now: Duration) -> Int {
        max(0, count - used(at: now) - max(0, remaining))
    }

    /// Somebody else's request counts until then.
    mutating func occupy(_ id: UInt64, until end: Duration) {
        releases.insert(id, at: end)
    }
}
