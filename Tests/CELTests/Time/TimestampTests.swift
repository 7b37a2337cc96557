import Testing

@testable import CEL

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0), ("2026-11-18T10:00:00+02:00", 1_794_988_800, 0),
        ("2026-11-18T10:00:00.123456789-03:30", 1_795_008_600, 123_456_789),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0), ("9999-12-31T23:59:59.999999999Z", 253_402_300_799, 999_999_999),
        ("2024-02-29T00:00:00.5Z", 1_709_164_800, 500_000_000), ("1969-12-31T23:59:59.1234567891Z", -1, 123_456_789),
    ])
    func `RFC 3339 is read`(_ text: String, _ seconds: Int, _ nanoseconds: Int) throws {
        let moment = try #require(Timestamp(rfc3339: text))
        #expect(moment.seconds == Int64(seconds))
        #expect(moment.nanoseconds == Int32(nanoseconds))
    }

    @Test(arguments: [
        "", "2026-11-18", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-11-18T24:00:00Z",
        "2026-11-18T10:00:00", "2026-11-18T10:00:00.Z", "2026-11-18T10:00:00+2:00", "0000-12-31T23:59:59Z",
        "0001-01-01T00:00:00+00:01", "2026-11-18T10:00:00Zx", "２026-11-18T10:00:00Z",
    ])
    func `what isn't RFC 3339 is refused`(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test(arguments: ["2026-11-18T10:00:00Z", "0001-01-01T00:00:00.000000001Z", "1999-12-31T23:59:59.12Z"])
    func `writing and reading give the same moment`(_ text: String) {
        #expect(Timestamp(rfc3339: text)?.description == text)
    }

    @Test(arguments: [
        ("Europe/Madrid", "2026-11-18T23:30:00Z", "2026-11-19"),
        ("Europe/Madrid", "2026-07-18T22:30:00Z", "2026-07-19"),
        ("America/New_York", "2026-03-08T06:59:59Z", "2026-03-08"), ("UTC", "2026-03-08T23:59:59Z", "2026-03-08"),
        ("-05:00", "2026-03-08T04:59:59Z", "2026-03-07"), ("Asia/Kathmandu", "2026-03-08T18:15:00Z", "2026-03-09"),
        ("Australia/Sydney", "2126-01-08T13:00:00Z", "2126-01-09"),
    ])
    func `the date depends on the zone`(_ zone: String, _ text: String, _ date: String) throws {
        let zone = try #require(TimeZoneName(zone))
        #expect(try #require(Timestamp(rfc3339: text)).dateString(in: zone) == date)
    }

    @Test(arguments: [
        ("2026-03-29T00:59:59Z", 3600), ("2026-03-29T01:00:00Z", 7200), ("2026-10-25T00:59:59Z", 7200),
        ("2026-10-25T01:00:00Z", 3600), ("2090-07-01T00:00:00Z", 7200), ("1995-07-01T00:00:00Z", 7200),
        ("1980-01-15T00:00:00Z", 3600),
    ])
    func `summer time begins and ends when the zone's rules say`(_ text: String, _ offset: Int) throws {
        let zone = try #require(TimeZoneName("Europe/Madrid"))
        #expect(zone.offset(at: Int(try #require(Timestamp(rfc3339: text)).seconds)) == offset)
    }

    @Test(arguments: [
        "Mars/Base", "../passwd", "/etc/passwd", "Europe", "+25:00", "5:00", "Europe/", "a\u{0}b", "tzdata.zi",
    ])
    func `what is no zone is refused`(_ name: String) { #expect(TimeZoneName(name) == nil) }

    @Test func `the civil time has all parts`() throws {
        let civil = try #require(Timestamp(rfc3339: "2024-12-31T23:59:58Z")).civil(in: .utc)
        #expect(
            [civil.year, civil.month, civil.day, civil.hour, civil.minute, civil.second] == [2024, 12, 31, 23, 59, 58]
        )
        #expect(civil.dayOfYear == 365)
        #expect(civil.dayOfWeek == 2)
    }

    @Test func `moments out of range are moved to its end`() {
        #expect(Timestamp(seconds: .max, nanoseconds: .max).description == "9999-12-31T23:59:59.999999999Z")
        #expect(Timestamp(seconds: .min, nanoseconds: .min).description == "0001-01-01T00:00:00Z")
        #expect(Timestamp(seconds: 5, nanoseconds: -1).nanoseconds == 999_999_999)
    }
}
