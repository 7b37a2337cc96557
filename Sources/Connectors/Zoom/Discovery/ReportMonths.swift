internal import CEL

/// The spans of days that reports of past meetings are asked for.
///
/// `GET /report/users/{userId}/meetings` takes a month at most, within the last six months (its definition). Days are UTC.
enum ReportMonths {
    /// A span of days, both inclusive, as `yyyy-MM-dd`.
    struct Span: Sendable, Hashable {
        let from: String
        let to: String
    }

    /// The fewest spans that cover the days of a window, the oldest first.
    static func spans(since: Timestamp, until: Timestamp) -> [Span] {
        let last = Day(until)
        var first = max(Day(since), oldest(at: until))
        var spans: [Span] = []
        while first <= last {
            let end = min(first.addingMonths(1), last)
            spans.append(Span(from: first.text, to: end.text))
            first = end.next
        }
        return spans
    }

    /// The first day that Zoom reports on.
    static func oldest(at now: Timestamp) -> Day { Day(now).addingMonths(-6) }
}

/// A day of the Gregorian calendar.
struct Day: Sendable, Hashable, Comparable {
    let year: Int
    let month: Int
    let day: Int

    init(_ moment: Timestamp) {
        let civil = moment.civil(in: .utc)
        self.init(year: civil.year, month: civil.month, day: civil.day)
    }

    private init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The same day of another month, or its last one when it is shorter.
    func addingMonths(_ count: Int) -> Day {
        let months = year * 12 + month - 1 + count
        let (year, month) = (months / 12, months % 12 + 1)
        return Day(year: year, month: month, day: min(day, Self.length(of: month, in: year)))
    }

    var next: Day {
        if day < Self.length(of: month, in: year) { return Day(year: year, month: month, day: day + 1) }
        let first = Day(year: year, month: month, day: 1)
        return first.addingMonths(1)
    }

    /// `2026-11-18`.
    var text: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(year)-\(two(month))-\(two(day))"
    }

    static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}
