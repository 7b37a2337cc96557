/// Judges, from how long answers take, when requests arrived at the latest.
///
/// Two cases, as more or less is known:
/// - *Written at a known time.* It arrives a short way later, the same for all; but a server that stood still may
///   have taken it up late. Then the answer is late too: what exceeds the usual (the 90th percentile of the last 64)
///   counts as lateness, at most a tenth of a second. What was usual is taken from before the request was written, or a
///   burst that the server was late with would soon look usual by itself. Until 8 answers are known, all counts.
/// - *Only the latency is known*, connecting included. All that exceeds the least latency lately may have passed before
///   it arrived. Until a second after the first answer nothing is trusted, since the first requests all wait for
///   their connections.
struct ArrivalEstimate: Sendable {
    private var recent: [Duration] = []
    private var cursor = 0

    /// What nine answers in ten don't exceed; nil as long as too few are known.
    private(set) var usual: Duration?

    private var firstAnswer: Duration?
    private var currentLeast: (since: Duration, least: Duration?)?
    private var previousLeast: Duration?

    /// How long a least latency is held to be recent.
    private static let epoch = Duration.seconds(5)

    /// The latest time a request written at a known time can have arrived.
    ///
    /// - Parameter usual: what was usual when it was written.
    mutating func arrival(written: Duration, usual: Duration?, answered: Duration) -> Duration {
        let exchange = max(.zero, answered - written)
        note(exchange)
        return written + min(max(.zero, exchange - (usual ?? .zero)), .milliseconds(100))
    }

    /// The latest time a request can have arrived of which only leaving and answer are known.
    mutating func arrival(granted: Duration, latency: Duration) -> Duration {
        let answered = granted + latency
        let least = leastLatency(at: answered)
        noteLeast(latency, at: answered)
        return granted + max(.zero, latency - least)
    }

    private mutating func note(_ exchange: Duration) {
        if recent.count < 64 {
            recent.append(exchange)
        } else {
            recent[cursor] = exchange
            cursor = (cursor + 1) % 64
        }
        if recent.count >= 8 {
            let sorted = recent.sorted()
            usual = sorted[(sorted.count * 9) / 10]
        }
    }

    private func leastLatency(at now: Duration) -> Duration {
        guard let firstAnswer, now - firstAnswer > .seconds(1), let current = currentLeast,
            now - current.since <= Self.epoch * 2
        else { return .zero }
        switch (current.least, previousLeast) {
        case (let a?, let b?): return min(a, b)
        case (let a?, nil): return a
        case (nil, let b?): return b
        case (nil, nil): return .zero
        }
    }

    private mutating func noteLeast(_ latency: Duration, at now: Duration) {
        guard let current = currentLeast, now - current.since <= Self.epoch * 2 else {
            // The first, or after a pause in which connections may have been closed: begin anew, distrustful.
            firstAnswer = now
            currentLeast = (now, nil)
            previousLeast = nil
            return
        }
        guard let firstAnswer, now - firstAnswer > .seconds(1) else { return }
        if now - current.since > Self.epoch {
            previousLeast = current.least
            currentLeast = (now, latency)
        } else {
            currentLeast = (current.since, min(current.least ?? latency, latency))
        }
    }
}
