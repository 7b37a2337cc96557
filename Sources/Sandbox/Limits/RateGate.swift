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
        var refusal: Standing?
        for label in labels {
            for index in windows[label]?.indices ?? 0..<0 {
                guard let remaining = windows[label]?[index].remaining(at: now), let window = windows[label]?[index]
                else { continue }
                if remaining < tightest?.remaining ?? .max { tightest = (label, index, remaining) }
                let reset = window.reset(at: now)
                // Of several full rates the one that stays full longest is the one to wait for.
                if remaining == 0, reset > refusal?.reset ?? 0 {
                    refusal = Standing(rate: window.rate, remaining: 0, reset: reset, isRefused: true)
                }
            }
        }
        if let refusal { return refusal }
        guard let tightest, let window = windows[tightest.label]?[tightest.index] else { return nil }
        for label in labels {
            for index in windows[label]?.indices ?? 0..<0 { windows[label]?[index].count(at: now) }
        }
        let reset = windows[tightest.label]?[tightest.index].reset(at: now) ?? window.rate.seconds
        return Standing(rate: window.rate, remaining: tightest.remaining - 1, reset: reset, isRefused: false)
    }
}
