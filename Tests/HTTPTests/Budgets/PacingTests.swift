import Testing

@testable import HTTP

/// No more than the limit arrives in any window, and not much less: random journeys against a strict service.
@Suite struct PacingTests {
    private static let limits = [(10, 1), (20, 1), (80, 1), (100, 10), (600, 60), (1, 1)]

    /// A duration from a range, in microseconds.
    private func random(_ range: ClosedRange<Int64>, _ generator: inout SeededRandom) -> Duration {
        .microseconds(Int64.random(in: range, using: &generator))
    }

    private func check(
        _ service: inout SimulatedService,
        _ count: Int,
        per seconds: Int,
        least: Double,
        _ location: SourceLocation = #_sourceLocation
    ) {
        let requests = max(count * (count > 500 ? 4 : count > 50 ? 20 : 40), 200)
        let arrivals = service.arrivals(of: requests)
        let period = Duration.seconds(seconds)
        let violations = SimulatedService.violations(arrivals, of: count, per: period)
        #expect(violations == 0, sourceLocation: location)
        // The first `count` are free: what follows is the pace.
        let took = (arrivals[requests - 1] - arrivals[count - 1]) / period
        let rate = Double(requests - count) / Double(count) / took
        #expect(rate >= least, "\(count) per \(seconds) s: \(rate) of the limit", sourceLocation: location)
        #expect(rate <= 1.0001, sourceLocation: location)
    }

    @Test(arguments: limits, [1, 2, 3] as [UInt64])
    func `with the moment of writing known, slow and uneven answers cost nothing`(_ limit: (Int, Int), _ seed: UInt64) {
        var generator = SeededRandom(seed)
        var service = SimulatedService(RateLimit(limit.0, per: .seconds(limit.1)), seesWriting: true) { number, _ in
            SimulatedService.Journey(
                connecting: number < 16 ? random(20_000...180_000, &generator) : .milliseconds(0),
                outbound: random(5_000...15_000, &generator),
                answering: random(30_000...250_000, &generator)
            )
        }
        // With a limit of one, each request's own jitter adds to the pace.
        check(&service, limit.0, per: limit.1, least: limit.0 == 1 ? 0.965 : 0.97)
    }

    @Test(arguments: limits)
    func `answers that take several periods don't slow the pace`(_ limit: (Int, Int)) {
        var generator = SeededRandom(9)
        var service = SimulatedService(RateLimit(limit.0, per: .seconds(limit.1)), seesWriting: true) { _, _ in
            SimulatedService.Journey(
                connecting: .zero,
                outbound: random(5_000...15_000, &generator),
                answering: random(1_500_000...4_000_000, &generator)
            )
        }
        check(&service, limit.0, per: limit.1, least: 0.97)
    }

    @Test(arguments: [(10, 1), (20, 1), (80, 1)])
    func `a service that stands still now and then isn't overrun afterwards`(_ limit: (Int, Int)) {
        var generator = SeededRandom(4)
        // Every 2.3 s it takes up nothing for 80 ms.
        var service = SimulatedService(RateLimit(limit.0, per: .seconds(limit.1)), seesWriting: true) { _, granted in
            let arrival = granted + .milliseconds(5)
            let phase = arrival - .milliseconds(2300) * Int(arrival / .milliseconds(2300))
            let stall = phase < .milliseconds(80) ? .milliseconds(80) - phase : Duration.zero
            return SimulatedService.Journey(
                connecting: .zero,
                outbound: .milliseconds(5) + stall,
                answering: random(20_000...24_000, &generator)
            )
        }
        check(&service, limit.0, per: limit.1, least: 0.94)
    }

    @Test(arguments: limits, [1, 2, 3] as [UInt64])
    func `with only the answers known, new connections cause no violation`(_ limit: (Int, Int), _ seed: UInt64) {
        var generator = SeededRandom(seed)
        var service = SimulatedService(RateLimit(limit.0, per: .seconds(limit.1)), seesWriting: false) {
            number,
            granted in
            SimulatedService.Journey(
                connecting: number < 16 && granted < .seconds(1) ? random(20_000...180_000, &generator) : .zero,
                outbound: random(10_000...12_000, &generator),
                answering: random(50_000...60_000, &generator)
            )
        }
        check(&service, limit.0, per: limit.1, least: 0.96)
    }

    @Test func `the checker sees a violation`() {
        let times = [0, 100, 999].map { Duration.milliseconds($0) }
        #expect(SimulatedService.violations(times, of: 2, per: .seconds(1)) == 1)
        #expect(SimulatedService.violations(times, of: 2, per: .milliseconds(999)) == 0)
    }

    @Test func `the first burst is the whole limit, the next one a period and a margin later`() {
        var window = SlidingWindow(count: 3, period: .seconds(1))
        for id in 1...3 as ClosedRange<UInt64> {
            #expect(window.roomAt(.zero) == nil)
            window.grant(id, at: .zero)
            window.stamp(id, arrivedBy: .milliseconds(10))
        }
        #expect(window.roomAt(.milliseconds(20)) == .milliseconds(1030))
        #expect(window.roomAt(.milliseconds(1030)) == nil)
    }

    @Test func `a request of which nothing is heard counts for two periods`() {
        var window = SlidingWindow(count: 1, period: .seconds(1))
        window.grant(1, at: .zero)
        #expect(window.roomAt(.milliseconds(1999)) == .seconds(2))
        #expect(window.roomAt(.seconds(2)) == nil)
    }

    @Test(arguments: [(1, 20), (2, 40), (10, 100), (60, 100)])
    func `the margin is two per cent, within bounds`(_ seconds: Int, _ margin: Int) {
        let window = SlidingWindow(count: 1, period: .seconds(seconds))
        #expect(window.window == .seconds(seconds) + .milliseconds(margin))
    }
}
