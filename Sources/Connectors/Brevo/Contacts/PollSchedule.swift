/// When to ask after an import. Asking counts against an hourly limit of only 100 requests (BREVO.md §0.2), so a quick first look
/// for small imports, then ever slower; and slower still as the hour is used up.
///
/// | ask | 1 | 2 | 3 | 4 | 5 | 6 | 7 | later |
/// |---|---|---|---|---|---|---|---|---|
/// | wait before it (s) | 0.3 | 0.5 | 1 | 2 | 5 | 15 | 30 | 60 |
/// | with a quarter of the hour left | 0.6 | 1 | 2 | 4 | 10 | 30 | 60 | 120 |
/// | with a tenth of it left | 1.5 | 2.5 | 5 | 10 | 25 | 75 | 150 | 300 |
enum PollSchedule {
    private static let waits: [Duration] = [
        .milliseconds(300), .milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(15), .seconds(30),
    ]

    /// The wait before an ask, counted from 1, when so much (0–1) of the hour's requests is left.
    static func wait(before ask: Int, hourLeft: Double) -> Duration {
        let index = max(1, ask) - 1
        let wait = index < waits.count ? waits[index] : .seconds(60)
        let stretch = min(5, max(1, 0.5 / max(hourLeft, 0.01)))
        return wait * stretch
    }
}
