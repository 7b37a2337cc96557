import Testing

@testable import CEL

@Suite struct DurationTests {
    @Test(arguments: [
        ("1h30m", 5_400_000_000_000), ("1.5s", 1_500_000_000), ("-1.5h", -5_400_000_000_000), ("0", 0), ("-0", 0),
        ("1h34us", 3_600_000_034_000), ("100ms", 100_000_000), (".5s", 500_000_000), ("1.s", 1_000_000_000),
        ("+5ns", 5), ("1µs", 1000), ("9223372036s", 9_223_372_036_000_000_000), ("0.000000001s", 1),
        ("-9223372036854775807ns", -Int64.max), ("1.1h", 3_960_000_000_000),
    ])
    func `texts with units are read`(_ text: String, _ nanoseconds: Int64) {
        #expect(DurationValue(parsing: text)?.totalNanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "-", "5", "s", "1d", "1 s", "1h-5m", "9223372037s", "99999999999999999999h", ".s", "1..5s", "1sx",
    ])
    func `other texts are refused`(_ text: String) { #expect(DurationValue(parsing: text) == nil) }

    @Test(arguments: [("90s", "90s"), ("-1500ms", "-1.5s"), ("1h1ns", "3600.000000001s"), ("0", "0s")])
    func `it is written in seconds`(_ text: String, _ expected: String) {
        #expect(DurationValue(parsing: text)?.description == expected)
    }
}
