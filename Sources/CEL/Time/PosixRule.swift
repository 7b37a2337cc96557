/// The rule for the years after a zone file's table: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX.1, `TZ`; RFC 8536, 3.3.1).
struct PosixRule: Sendable, Hashable {
    private let standard: Int
    private let summer: Summer?

    private struct Summer: Sendable, Hashable {
        let offset: Int
        let start: Day
        let end: Day
    }

    private struct Day: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case julian(Int)
            case dayOfYear(Int)
            case weekday(month: Int, week: Int, day: Int)
        }

        let kind: Kind
        let time: Int

        /// The moment on the zone's own clock, in seconds since 1970.
        func moment(in year: Int) -> Int {
            let newYear = CivilTime.days(year: year, month: 1, day: 1)
            let days: Int
            switch kind {
            case .julian(let day): days = newYear + day - 1 + (day >= 60 && CivilTime.isLeap(year) ? 1 : 0)
            case .dayOfYear(let day): days = newYear + day
            case .weekday(let month, let week, let day):
                let start = CivilTime.days(year: year, month: month, day: 1)
                let weekday = CivilTime(secondsSinceEpoch: start * 86_400).dayOfWeek
                var dayOfMonth = 1 + (day - weekday + 7) % 7 + (week - 1) * 7
                while dayOfMonth > CivilTime.daysInMonth(month, year: year) { dayOfMonth -= 7 }
                days = start + dayOfMonth - 1
            }
            return days * 86_400 + time
        }
    }

    init?(_ text: String) {
        var reader = Reader(rest: Substring(text))
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        guard !reader.rest.isEmpty else {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3600
        if reader.rest.first != "," {
            guard let west = reader.time() else { return nil }
            offset = -west
        }
        guard let start = reader.day(), let end = reader.day(), reader.rest.isEmpty else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    func offset(at seconds: Int) -> Int {
        guard let summer else { return standard }
        let year = CivilTime(secondsSinceEpoch: seconds + standard).year
        let start = summer.start.moment(in: year) - standard
        let end = summer.end.moment(in: year) - summer.offset
        let isSummer = start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end
        return isSummer ? summer.offset : standard
    }

    private struct Reader {
        var rest: Substring

        mutating func take(_ character: Character) -> Bool {
            guard rest.first == character else { return false }
            rest.removeFirst()
            return true
        }

        mutating func name() -> Bool {
            if take("<") {
                rest = rest.drop { $0 != ">" }
                return take(">")
            }
            let letters = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(letters.count)
            return letters.count >= 3
        }

        mutating func number() -> Int? {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            rest = rest.dropFirst(digits.count)
            return digits.count <= 4 ? Int(digits) : nil
        }

        /// `[+-]hh[:mm[:ss]]` in seconds.
        mutating func time() -> Int? {
            let negative = take("-")
            if !negative { _ = take("+") }
            guard let hours = number(), hours <= 167 else { return nil }
            var seconds = hours * 3600
            if take(":") {
                guard let minutes = number() else { return nil }
                seconds += minutes * 60
                if take(":") {
                    guard let rest = number() else { return nil }
                    seconds += rest
                }
            }
            return negative ? -seconds : seconds
        }

        mutating func day() -> Day? {
            guard take(",") else { return nil }
            let kind: Day.Kind
            if take("M") {
                guard let month = number(), (1...12).contains(month), take("."), let week = number(),
                    (1...5).contains(week), take("."), let day = number(), day <= 6
                else { return nil }
                kind = .weekday(month: month, week: week, day: day)
            } else if take("J") {
                guard let day = number(), (1...365).contains(day) else { return nil }
                kind = .julian(day)
            } else {
                guard let day = number(), day <= 365 else { return nil }
                kind = .dayOfYear(day)
            }
            guard take("/") else { return Day(kind: kind, time: 7200) }
            guard let time = time() else { return nil }
            return Day(kind: kind, time: time)
        }
    }
}
