import CEL
import Testing

@testable import Planning

@Suite struct ScheduleMomentTests {
    /// The first moments after another, as UTC.
    private func moments(_ text: String, after: String, in zone: String, count: Int = 1) throws -> [String] {
        let schedule = try Schedule(text)
        let zone = try #require(TimeZoneName(zone))
        var moment = try #require(Timestamp(rfc3339: after))
        var found: [String] = []
        while found.count < count, let next = schedule.next(after: moment, in: zone) {
            moment = next
            found.append(next.rfc3339)
        }
        return found
    }

    @Test(arguments: [
        ("*/15 * * * *", "2026-11-24T10:00:00Z", "UTC", "2026-11-24T10:15:00Z"),
        ("*/15 * * * *", "2026-11-24T10:14:59.5Z", "UTC", "2026-11-24T10:15:00Z"),
        ("0 6 * * *", "2026-11-24T10:00:00Z", "Asia/Tokyo", "2026-11-24T21:00:00Z"),
        ("0 6 * * *", "2026-11-24T10:00:00Z", "+05:30", "2026-11-25T00:30:00Z"),
        ("30 9 * * mon-fri", "2026-11-27T12:00:00Z", "UTC", "2026-11-30T09:30:00Z"),
        ("0 0 1 1 *", "2026-11-24T10:00:00Z", "UTC", "2027-01-01T00:00:00Z"),
        ("0 0 29 2 *", "2026-11-24T10:00:00Z", "UTC", "2028-02-29T00:00:00Z"),
        // With both days given, either is enough.
        ("0 0 13 * fri", "2026-11-24T10:00:00Z", "UTC", "2026-11-27T00:00:00Z"),
        ("59 23 31 12 *", "2026-12-31T23:59:00Z", "UTC", "2027-12-31T23:59:00Z"),
    ])
    func `the next moment is found`(text: String, after: String, zone: String, expected: String) throws {
        #expect(try moments(text, after: after, in: zone) == [expected])
    }

    @Test func `a day that never comes has no moment`() throws {
        #expect(try moments("0 0 30 2 *", after: "2026-11-24T10:00:00Z", in: "UTC").isEmpty)
    }

    /// On 2026-03-29 clocks in Berlin go from 2:00 (1:00 UTC) to 3:00.
    @Test func `what falls into the hour left out in spring happens at its end, once`() throws {
        let found = try moments("30 2 * * *", after: "2026-03-28T00:00:00Z", in: "Europe/Berlin", count: 3)
        #expect(found == ["2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"])
    }

    /// On 2026-10-25 clocks in Berlin go from 3:00 (1:00 UTC) back to 2:00.
    @Test func `what falls into the hour that comes twice in autumn happens once`() throws {
        let found = try moments("30 2 * * *", after: "2026-10-24T12:00:00Z", in: "Europe/Berlin", count: 2)
        #expect(found == ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"])
    }

    @Test(arguments: ["2026-03-29T00:10:00Z", "2026-10-25T00:10:00Z"])
    func `what happens every half hour goes on through both`(after: String) throws {
        let found = try moments("*/30 * * * *", after: after, in: "Europe/Berlin", count: 5)
        let seconds = found.compactMap { Timestamp(rfc3339: $0)?.seconds }
        #expect(zip(seconds, seconds.dropFirst()).allSatisfy { $1 - $0 == 1_800 })
    }

    /// In Santiago the day after 2026-09-05 begins at 1:00.
    @Test func `midnight may be left out`() throws {
        let found = try moments("0 0 * * *", after: "2026-09-05T05:00:00Z", in: "America/Santiago", count: 2)
        #expect(found == ["2026-09-06T04:00:00Z", "2026-09-07T03:00:00Z"])
    }
}
