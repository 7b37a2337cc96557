/// Moments in the manner of cron (POSIX crontab): minute, hour, day of month, month, day of week.
///
/// With both days restricted either is enough, as everywhere. What moment comes next is for whoever has a clock.
package struct Schedule: Sendable, Hashable {
    /// The text as written.
    package let text: String

    /// 0–59.
    package let minutes: [Int]

    /// 0–23.
    package let hours: [Int]

    /// 1–31; nil for any.
    package let days: [Int]?

    /// 1–12.
    package let months: [Int]

    /// 0–6 from Sunday; nil for any.
    package let weekdays: [Int]?

    /// What is wrong with a text, and where in UTF-8 offsets.
    struct Malformed: Error {
        let range: Range<Int>
        let message: String
    }

    /// Reads `*/15 * * * *`.
    init(_ text: String) throws(Malformed) {
        let fields = Self.fields(of: text)
        guard fields.count == 5 else {
            throw Malformed(
                range: 0..<text.utf8.count,
                message: "a schedule has five fields (minute, hour, day, month, weekday), this has \(fields.count)"
            )
        }
        self.text = text
        minutes = try ScheduleField(fields[0], "minute", 0...59).values() ?? Array(0...59)
        hours = try ScheduleField(fields[1], "hour", 0...23).values() ?? Array(0...23)
        days = try ScheduleField(fields[2], "day", 1...31).values()
        months = try ScheduleField(fields[3], "month", 1...12, names: ScheduleField.months).values() ?? Array(1...12)
        let weekdays = try ScheduleField(fields[4], "weekday", 0...7, names: ScheduleField.weekdays).values()
        self.weekdays = weekdays.map { Set($0.map { $0 % 7 }).sorted() }
    }

    private static func fields(of text: String) -> [(text: Substring, offset: Int)] {
        text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map {
            ($0, text.utf8.distance(from: text.startIndex, to: $0.startIndex))
        }
    }
}

/// One of a schedule's fields: `*`, `*/15`, `1-5`, `0,30`, `mon-fri`.
private struct ScheduleField {
    static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    private let text: Substring
    private let offset: Int
    private let what: String
    private let bounds: ClosedRange<Int>
    private let names: [String]

    init(_ field: (text: Substring, offset: Int), _ what: String, _ bounds: ClosedRange<Int>, names: [String] = []) {
        text = field.text
        offset = field.offset
        self.what = what
        self.bounds = bounds
        self.names = names
    }

    /// The values; nil for `*`.
    func values() throws(Schedule.Malformed) -> [Int]? {
        if text == "*" { return nil }
        var values: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) { values.formUnion(try range(part)) }
        return values.sorted()
    }

    private func range(_ part: Substring) throws(Schedule.Malformed) -> [Int] {
        let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let span = pieces.first else { throw malformed }
        var step = 1
        if pieces.count == 2 {
            guard let number = Int(pieces[1]), number > 0 else { throw malformed }
            step = number
        }
        let first: Int
        let last: Int
        let ends = span.split(separator: "-", omittingEmptySubsequences: false)
        if span == "*" {
            (first, last) = (bounds.lowerBound, bounds.upperBound)
        } else if ends.count == 2 {
            (first, last) = (try value(ends[0]), try value(ends[1]))
        } else {
            first = try value(span)
            last = pieces.count == 2 ? bounds.upperBound : first
        }
        guard first <= last else { throw malformed }
        return Array(stride(from: first, through: last, by: step))
    }

    private func value(_ text: Substring) throws(Schedule.Malformed) -> Int {
        if let index = names.firstIndex(of: text.lowercased()) { return index + bounds.lowerBound }
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), let number = Int(text), bounds.contains(number)
        else { throw malformed }
        return number
    }

    private var malformed: Schedule.Malformed {
        Schedule.Malformed(
            range: offset..<(offset + text.utf8.count),
            message:
                "`\(text)` is no \(what): \(bounds.lowerBound) to \(bounds.upperBound), `*`, ranges, lists and steps"
        )
    }
}
