import HTTP
import Testing

@Suite struct RetryTests {
    /// 1994-11-06T08:49:00Z, 37 seconds before the example of RFC 9110 §5.6.7.
    private let now = UnixTime(.seconds(784_111_740))

    @Test(arguments: [
        "37", " 37 ", "36.9995", "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "1994-11-06T08:49:37Z", "1994-11-06T08:49:37.123Z", "1994-11-06T10:49:37+02:00", "1994-11-06T04:19:37-0430",
    ])
    func `all forms say the same wait`(_ value: String) {
        #expect(RetryAfter.wait(value, now: now) == .seconds(37))
    }

    @Test func `a fraction is rounded up to milliseconds`() {
        #expect(RetryAfter.wait("0.1", now: now) == .milliseconds(100))
        #expect(RetryAfter.wait("1.0001", now: now) == .milliseconds(1001))
    }

    @Test(arguments: ["0", "Sun, 06 Nov 1994 08:48:00 GMT", "1970-01-01T00:00:00Z"])
    func `what has passed is no wait`(_ value: String) {
        #expect(RetryAfter.wait(value, now: now) == .zero)
    }

    @Test(arguments: [
        "", "-1", "+1", "soon", "1,5", "0x10", "1994-11-06", "1994-02-30T00:00:00Z", "1994-11-06T25:00:00Z",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "1994-11-06T08:49:37",
        "1994-11-06T08:49:37+2",
    ])
    func `what can't be read is nil, not a guess`(_ value: String) {
        #expect(RetryAfter.wait(value, now: now) == nil)
    }

    @Test func `a huge number doesn't overflow`() {
        #expect(RetryAfter.wait(String(repeating: "9", count: 40), now: now) == .seconds(10 * 365 * 86_400))
    }

    @Test(arguments: [
        ("2000-02-29T00:00:00Z", 951_782_400), ("2026-11-24T00:00:00Z", 1_795_478_400), ("1970-01-01T00:00:00Z", 0),
    ])
    func `dates are counted as POSIX does`(_ text: String, _ seconds: Int) {
        #expect(HeaderDate.parse(text, now: now) == UnixTime(.seconds(seconds)))
    }

    @Test func `two digits of a year lie at most fifty years ahead`() {
        let today = UnixTime(.seconds(1_795_478_400))
        #expect(HeaderDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", now: today) == UnixTime(.seconds(784_111_777)))
        #expect(
            HeaderDate.parse("Tuesday, 24-Nov-26 00:00:00 GMT", now: today) == UnixTime(.seconds(1_795_478_400))
        )
    }

    @Test func `the ceiling doubles up to the cap`() {
        let backoff = Backoff()
        #expect((1...9).map { backoff.ceiling(attempt: $0) } == [1, 2, 4, 8, 16, 32, 60, 60, 60].map { .seconds($0) })
        #expect(backoff.ceiling(attempt: 0) == .seconds(1))
        #expect(backoff.ceiling(attempt: .max) == .seconds(60))
    }

    @Test func `the jitter is full: from nothing to the ceiling`() {
        var random = SeededRandom(1)
        let waits = (0..<2000).map { _ in Backoff().wait(attempt: 3, using: &random) / .seconds(1) }
        #expect(waits.allSatisfy { (0...4).contains($0) })
        #expect(waits.contains { $0 < 0.05 } && waits.contains { $0 > 3.95 })
        #expect(abs(waits.reduce(0, +) / 2000 - 2) < 0.1)
    }
}
