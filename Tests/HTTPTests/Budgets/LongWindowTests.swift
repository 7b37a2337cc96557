import Testing

@testable import HTTP

@Suite struct LongWindowTests {
    /// 2026-11-24T00:00:00Z
    private let midnight = UnixTime(.seconds(1_795_478_400))

    @Test func `a day's requests come back after midnight UTC`() {
        var window = LongWindow(.perUTCDay(2))
        let evening = midnight + .seconds(-60)
        _ = window.grant(at: evening)
        #expect(window.roomAt(evening) == nil)
        _ = window.grant(at: evening)
        #expect(window.roomAt(evening) == midnight + .seconds(2))
        // 2 more today, 2 tomorrow, 1 the day after.
        #expect(window.timeFor(5, at: evening) == midnight + .seconds(2) + .seconds(2 * 86_400))
        #expect(window.used(at: midnight + .seconds(2)) == 0)
        #expect(window.timeFor(3, at: midnight + .seconds(2)) == midnight + .seconds(86_402))
    }

    @Test func `in no stretch of an hour go more than the limit, at any rate of asking`() {
        var random = SeededRandom(5)
        var window = LongWindow(RateLimit(100, per: .seconds(3600)))
        var now = midnight
        var granted: [UnixTime] = []
        while granted.count < 1000 {
            if let next = window.roomAt(now) {
                #expect(next > now)
                now = next
            } else {
                _ = window.grant(at: now)
                granted.append(now)
                now = now + .seconds(Int.random(in: 0...20, using: &random))
            }
        }
        for index in 100..<1000 {
            #expect(granted[index] - granted[index - 100] >= .seconds(3600))
        }
        let took = (granted[999] - granted[99]) / .seconds(3600)
        #expect(took < 9 * 1.03)
    }

    @Test func `what was given back may go again`() {
        var window = LongWindow(RateLimit(1, per: .seconds(3600)))
        let bucket = window.grant(at: midnight)
        #expect(window.roomAt(midnight) != nil)
        window.giveBack(bucket: bucket)
        #expect(window.roomAt(midnight) == nil)
    }

    @Test func `the service's lower number is adopted, a higher one isn't`() {
        var window = LongWindow(RateLimit(10, per: .seconds(3600)))
        window.adopt(remaining: 3, resetAfter: .seconds(600), at: midnight)
        #expect(window.used(at: midnight) == 7)
        window.adopt(remaining: 9, resetAfter: nil, at: midnight)
        #expect(window.used(at: midnight) == 7)
        #expect(window.used(at: midnight + .seconds(600)) == 0)
    }
}
