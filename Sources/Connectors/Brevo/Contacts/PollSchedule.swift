/// When to ask after an import. Asking counts against an hourly limit of only 100 requests (BREVO.md §0.2), and until the answer
/// nothing more is written to its contacts. So the steps grow with the time passed: a single import is found done after at most a
/// sixth, later a third, more than it took. Several under way share the asks that one would have; and all is slower as the hour is
/// used up.
///
/// | seconds passed | 0 | 0.25 | 0.67 | 1 | 5 | 20 | 120 | 600 |
/// |---|---|---|---|---|---|---|---|---|
/// | until the next ask | 0.25 | 0.1 | 0.1 | 0.15 | 1.5 | 6 | 36 | 60 |
/// | with three under way | 0.25 | 0.3 | 0.3 | 0.45 | 4.5 | 18 | 60 | 60 |
/// | with a quarter of the hour left | 0.5 | 0.2 | 0.2 | 0.3 | 3 | 12 | 72 | 120 |
/// | with a tenth of it left | 1.25 | 0.5 | 0.5 | 0.75 | 7.5 | 30 | 180 | 300 |
enum PollSchedule {
    private static let first = Duration.milliseconds(250)
    private static let shortest = Duration.milliseconds(100)
    private static let longest = Duration.seconds(60)

    /// The wait before the next ask.
    ///
    /// - Parameters:
    ///   - passed: What was waited so far.
    ///   - usual: What the last import took; there is no asking before half of that.
    ///   - underWay: How many imports are followed now.
    ///   - hourLeft: The part (0–1) of the hour's requests that is left.
    static func wait(after passed: Duration, usual: Duration?, underWay: Int = 1, hourLeft: Double) -> Duration {
        let wait =
            passed == .zero
            ? max(first, (usual ?? .zero) / 2)
            : max(shortest, passed < .seconds(5) ? passed * 0.15 : passed * 0.3) * max(1, underWay)
        return min(wait, longest) * min(5, max(1, 0.5 / max(hourLeft, 0.01)))
    }

    /// How often something is asked after that takes so many seconds.
    static func asks(within seconds: Double) -> Int {
        var waited = Duration.zero
        var asks = 0
        repeat {
            asks += 1
            waited += wait(after: waited, usual: nil, hourLeft: 1)
        } while waited < .seconds(seconds)
        return asks
    }
}
