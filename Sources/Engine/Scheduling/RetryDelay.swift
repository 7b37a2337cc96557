/// How long something that isn't settled waits before it is tried again, in seconds.
///
/// min(10 · 2ⁿ, 3600) after the nth attempt, from 0:
///
/// | attempt | 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 … |
/// |---|---|---|---|---|---|---|---|---|---|---|
/// | seconds | 10 | 20 | 40 | 80 | 160 | 320 | 640 | 1280 | 2560 | 3600 |
/// | in all | 0:10 | 0:30 | 1:10 | 2:30 | 5:10 | 10:30 | 21 min | 43 min | 85 min | + 1 h each |
enum RetryDelay {
    /// What was delivered and may still change isn't asked for sooner: Zoom names no delay, half an hour is usual.
    static let provisional = 30 * 60

    /// A little more than a day: partitions that don't become ready are given up after 24 hours.
    static let attempts = 34

    static func seconds(after attempt: Int) -> Int { min(10 << min(max(attempt, 0), 9), 3_600) }
}
