import Foundation

/// A moment in UTC to the millisecond, with the texts both services use for it.
struct Moment: Comparable, Hashable, Sendable {
    var milliseconds: Int

    init(milliseconds: Int) {
        self.milliseconds = milliseconds
    }

    init(_ date: Date) {
        milliseconds = Int((date.timeIntervalSince1970 * 1000).rounded(.down))
    }

    static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }

    func adding(seconds: Int) -> Moment {
        Moment(milliseconds: milliseconds + seconds * 1000)
    }

    func adding(_ duration: Duration) -> Moment {
        Moment(milliseconds: milliseconds + duration.wholeMilliseconds)
    }

    /// Whole seconds from `earlier` to here.
    func seconds(since earlier: Moment) -> Int {
        (milliseconds - earlier.milliseconds) / 1000
    }

    var startOfDay: Moment {
        Moment(milliseconds: day * 86_400_000)
    }

    /// Days since 1970-01-01.
    var day: Int {
        milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    }

    /// `2026-11-23`.
    var dateText: String {
        let (year, month, day) = Self.civil(day)
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    /// `2026-11-23T10:00:00Z`; with a fraction (`.66Z`) where the moment has one, as Zoom's examples show.
    var text: String {
        let rest = milliseconds - day * 86_400_000
        let seconds = rest / 1000
        let time =
            "\(Self.padded(seconds / 3600, 2)):\(Self.padded(seconds / 60 % 60, 2)):\(Self.padded(seconds % 60, 2))"
        guard rest % 1000 != 0 else { return "\(dateText)T\(time)Z" }
        var fraction = Self.padded(rest % 1000, 3)
        if fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(dateText)T\(time).\(fraction)Z"
    }

    /// `2026-11-23T10:00:00.000Z`, Brevo's form with the fraction always there.
    var fullText: String {
        let rest = milliseconds - day * 86_400_000
        return String(Moment(milliseconds: milliseconds - rest % 1000).text.dropLast())
            + ".\(Self.padded(rest % 1000, 3))Z"
    }

    /// `11/23/2026 10:00`, the form of three fields of `/report/users/{id}/meetings` (ZOOM.md §3).
    var americanText: String {
        let (year, month, day) = Self.civil(day)
        let minutes = (milliseconds - self.day * 86_400_000) / 60_000
        return "\(Self.padded(month, 2))/\(Self.padded(day, 2))/\(Self.padded(year, 4)) "
            + "\(Self.padded(minutes / 60, 2)):\(Self.padded(minutes % 60, 2))"
    }

    /// Reads `yyyy-MM-dd`; nil for anything else, impossible days included.
    init?(date text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        let days = Self.days(year: year, month: month, day: day)
        guard Self.civil(days) == (year, month, day) else { return nil }
        milliseconds = days * 86_400_000
    }

    /// Reads an ISO 8601 date-time with an optional fraction and `Z`, `+01:00` or no offset (taken as UTC), or a date.
    init?(iso text: String) {
        let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = Moment(date: halves[0]) else { return nil }
        guard halves.count == 2 else {
            self = date
            return
        }
        var clock = halves[1]
        var offset = 0
        if clock.hasSuffix("Z") {
            clock = clock.dropLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let digits = clock[clock.index(after: sign)...].filter { $0 != ":" }
            guard digits.count == 4, let number = Int(digits) else { return nil }
            offset = (number / 100 * 60 + number % 100) * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        }
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, let hour = Int(parts[0]), let minute = Int(parts[1]),
            let second = parts.count == 3 ? Double(parts[2]) : 0,
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<61).contains(second)
        else { return nil }
        milliseconds =
            date.milliseconds + (hour * 60 + minute - offset) * 60_000 + Int((second * 1000).rounded())
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    // Days from and to the civil calendar by the era arithmetic of Howard Hinnant's "chrono-Compatible
    // Low-Level Date Algorithms".
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let z = days + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let mp = (5 * dayOfYear + 2) / 153
        let month = mp < 10 ? mp + 3 : mp - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
    }
}

extension Duration {
    var wholeMilliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }

    var wholeMicroseconds: Int {
        Int(components.seconds) * 1_000_000 + Int(components.attoseconds / 1_000_000_000_000)
    }
}
