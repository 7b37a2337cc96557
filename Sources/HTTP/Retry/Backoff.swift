/// How long to wait before trying again: exponential, with full jitter.
///
/// `wait = random(0 … min(cap, base · 2^(attempt-1)))`, attempt counted from 1. With base 1 s and cap 60 s:
///
/// | attempt | 1 | 2 | 3 | 4 | 5 | 6 | 7 and more |
/// |---|---|---|---|---|---|---|---|
/// | at most (s) | 1 | 2 | 4 | 8 | 16 | 32 | 60 |
/// | on average (s) | 0.5 | 1 | 2 | 4 | 8 | 16 | 30 |
///
/// The jitter is full, down to no wait at all, because clients that failed together should not come back together
/// ("Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
package struct Backoff: Sendable, Hashable {
    /// The longest wait before the second try.
    package var base: Duration

    /// The longest wait ever.
    package var cap: Duration

    /// Makes a backoff; neither may be negative.
    package init(base: Duration = .seconds(1), cap: Duration = .seconds(60)) {
        self.base = base
        self.cap = cap
    }

    /// The longest wait after this attempt has failed.
    ///
    /// - Parameter attempt: counted from 1; less counts as 1.
    package func ceiling(attempt: Int) -> Duration {
        var wait = min(base, cap)
        for _ in 1..<max(1, min(attempt, 64)) {
            guard wait > .zero, wait < cap else { break }
            wait = min(wait * 2, cap)
        }
        return wait
    }

    /// A random wait after this attempt has failed, in whole microseconds.
    package func wait(attempt: Int, using random: inout some RandomNumberGenerator) -> Duration {
        let microseconds = Int64(ceiling(attempt: attempt) / .microseconds(1))
        return .microseconds(Int64.random(in: 0...max(0, microseconds), using: &random))
    }
}
