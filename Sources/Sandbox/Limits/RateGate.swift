/// Lets the requests of one label through, or says which of its rates refuses.
struct RateGate: Sendable {
    /// How a label stands after a request.
    struct Standing: Sendable {
        var rate: Rate
        var remaining: Int
        /// Seconds until the next one fits.
        var reset: Int
        var isRefused: Bool
    }

    private var windows: [String: [SlidingWindow]] = [:]

    init(_ rates: [String: [Rate]]) {
        windows = rates.mapValues { $0.map(SlidingWindow.init) }
    }

    /// Counts a request against all the labels given, or against none when one of them is full.
    ///
    /// The answer is the standing of the fullest rate; nil when none of the labels has a limit.
    mutating func pass(_ labels: [String], at now: Moment) -> Standing? {
        var tightest: (label: String, index: Int, remaining: Int)?
        for label in labels {
            guard let count = windows[label]?.count else { continue }
            for index in 0..<count {
                guard let remaining = windows[label]?[index].remaining(at: now) else { continue }
                // The shorter window is listed first and stands for the label unless a longer one is emptier.
                if remaining < tightest?.remaining ?? .max { tightest = (label, index, remaining) }
            }
        }
        guard let tightest, let window = windows[tightest.label]?[tightest.index] else { return nil }
        guard tightest.remaining > 0 else {
            return Standing(rate: window.rate, remaining: 0, reset: window.reset(at: now), isRefused: true)
        }
        for label in labels {
            for index in windows[label]?.indices ?? 0..<0 { windows[label]?[index].count(at: now) }
        }
        let reset = windows[tightest.label]?[tightest.index].reset(at: now) ?? window.rate.seconds
        return Standing(rate: window.rate, remaining: tightest.remaining - 1, reset: reset, isRefused: false)
    }
}
