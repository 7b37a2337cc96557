/// When to ask after an import. Asking counts against an hourly limit of only 100 requests (BREVO.md §0.2), so a quick first look
/// for small imports, then ever slower; and slower still as the hour is used up.
///
/// | ask | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | later |
/// |---|---|---|---|---|---|---|---|---|---|---|---|
/// | wait before it (s) | 0.3 | 0.4 | 0.6 | 1 | 1.5 | 2.5 | 5 | 10 | 20 | 40 | 60 |
/// | with a quarter of the hour left | 0.6 | 0.8 | 1.2 | 2 | 3 | 5 | 10 | 20 | 40 | 80 | 120 |
/// | with a tenth of it left | 1.5 | 2 | 3 | 5 | 7.5 | 12.5 | 25 | 50 | 100 | 200 | 300 |
enum PollSchedule {
    private static let waits: [Duration] = [
        .milliseconds(300), .milliseconds(400), .milliseconds(600), .seconds(1), .milliseconds(1_500),
        .milliseconds(2_500),
        .seconds(5), .seconds(10), .seconds(20), .seconds(40),
    ]

    /// The wait before an ask, counted from 1, when so much (0–1) of the hour's requests is left.
    static func wait(before ask: Int, hourLeft: Double) -> Duration {
        let index = max(1, ask) - 1
        let wait = index < waits.count ? waits[index] : .seconds(60)
        let stretch = min(5, max(1, 0.5 / max(hourLeft, 0.01)))
        return wait * stretch
    }

    /// How often something is asked after that takes so many seconds.
    static func asks(within seconds: Double) -> Int {
        var waited = Duration.zero
        var asks = 0
        repeat {
            asks += 1
            waited += wait(before: asks, hourLeft: 1)
        } while waited < .seconds(seconds)
        return asks
    }
}
