import Testing

@testable import Planning

@Suite struct ScheduleTests {
    @Test func `fields are read into the values that they stand for`() throws {
        let schedule = try Schedule("*/15 8-10,20 1 jan,Mar mon-fri")
        #expect(schedule.minutes == [0, 15, 30, 45])
        #expect(schedule.hours == [8, 9, 10, 20])
        #expect(schedule.days == [1])
        #expect(schedule.months == [1, 3])
        #expect(schedule.weekdays == [1, 2, 3, 4, 5])
    }

    @Test func `a star leaves days free and both Sundays are one`() throws {
        let schedule = try Schedule("0 0 * * 0,7")
        #expect(schedule.days == nil)
        #expect(schedule.weekdays == [0])
        #expect(try Schedule("5/20 * * * *").minutes == [5, 25, 45])
    }

    @Test(arguments: [
        ("60 * * * *", 0..<2), ("* 24 * * *", 2..<4), ("* * 0 * *", 4..<5), ("* * * 13 *", 6..<8), ("* * * * 8", 8..<9),
        ("5-1 * * * *", 0..<3), ("*/0 * * * *", 0..<3), ("1, * * * *", 0..<2), ("+1 * * * *", 0..<2),
        ("* * * *", 0..<7),
        ("@daily", 0..<6), ("* * * * * *", 0..<11), ("", 0..<0), ("1/2/3 * * * *", 0..<5),
    ])
    func `what isn't a schedule is refused at its place`(_ text: String, _ range: Range<Int>) {
        let error = #expect(throws: Schedule.Malformed.self) { try Schedule(text) }
        #expect(error?.range == range)
    }
}
