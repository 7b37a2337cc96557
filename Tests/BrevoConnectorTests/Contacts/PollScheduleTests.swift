import Testing

@testable import BrevoConnector

@Suite struct PollScheduleTests {
    /// The seconds after which an import is asked after, so many times.
    private func asks(_ count: Int, usual: Duration? = nil) -> [Double] {
        var passed = Duration.zero
        return (0..<count).map { _ in
            passed += PollSchedule.wait(after: passed, usual: usual, hourLeft: 1)
            return (passed / .seconds(1) * 100).rounded() / 100
        }
    }

    @Test func `asks come quickly at first, then ever slower`() {
        #expect(asks(8) == [0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.86, 0.99])
        #expect(PollSchedule.wait(after: .seconds(600), usual: nil, hourLeft: 1) == .seconds(60))
    }

    @Test(arguments: [1.0, 3, 10, 60, 300])
    func `an import is found done soon after, for few asks`(seconds: Double) {
        let asks = asks(40)
        let count = asks.count { $0 < seconds } + 1
        #expect(count <= 36)
        #expect(asks[count - 1] <= max(seconds + 0.1, seconds * 1.31))
    }

    @Test func `asks begin when half of what the last import took has passed`() {
        #expect(asks(3, usual: .seconds(2)) == [1, 1.15, 1.32])
        #expect(asks(1, usual: .milliseconds(100)) == [0.25])
    }

    @Test func `several imports share the asks of one`() {
        #expect(PollSchedule.wait(after: .seconds(2), usual: nil, underWay: 3, hourLeft: 1) == .milliseconds(900))
        #expect(PollSchedule.wait(after: .zero, usual: nil, underWay: 8, hourLeft: 1) == .milliseconds(250))
        #expect(PollSchedule.wait(after: .seconds(300), usual: nil, underWay: 8, hourLeft: 1) == .seconds(60))
    }

    @Test(arguments: [(1.0, 60.0), (0.5, 60), (0.25, 120), (0.1, 300), (0.0, 300)])
    func `the less of the hour is left, the slower`(left: Double, seconds: Double) {
        #expect(PollSchedule.wait(after: .seconds(900), usual: nil, hourLeft: left) == .seconds(seconds))
    }
}
