import Testing

@testable import BrevoConnector

@Suite struct PollScheduleTests {
    @Test func `asks come quickly at first, then once a minute`() {
        let waits = (1...12).map { PollSchedule.wait(before: $0, hourLeft: 1) / .seconds(1) }
        #expect(waits == [0.3, 0.4, 0.6, 1, 1.5, 2.5, 5, 10, 20, 40, 60, 60])
    }

    @Test(arguments: [(1.0, 60.0), (0.5, 60), (0.25, 120), (0.1, 300), (0.0, 300)])
    func `the less of the hour is left, the slower`(left: Double, seconds: Double) {
        #expect(PollSchedule.wait(before: 12, hourLeft: left) == .seconds(seconds))
    }
}
