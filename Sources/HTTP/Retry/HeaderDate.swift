/// Dates as header fields write them: the three forms of HTTP-date (RFC 9110 §5.6.7) and ISO 8601 (RFC 3339).
package enum HeaderDate {
    /// Reads a date in any of the four forms.
    ///
    /// - Parameter now: decides the century of RFC 850's two-digit years: more than 50 years ahead means past.
    /// - Returns: nil when it's none of them, or there is no such date.
    package static func parse(_ text: String, now: UnixTime) -> UnixTime? {
        let words = text.split { $0 == " " || $0 == "," }
        switch words.count {
        case 1: return iso8601(words[0])
        // Sun, 06 Nov 1994 08:49:37 GMT
        case 6: return date(day: words[1], month: words[2], year: words[3], time: words[4], zone: words[5])
        case 4: return rfc850(words, now: now)
        // Sun Nov  6 08:49:37 1994
        case 5: return date(day: words[2], month: words[1], year: words[4], time: words[3], zone: "GMT")
        default: return nil
        }
    }

    /// Sunday, 06-Nov-94 08:49:37 GMT
    private static func rfc850(_ words: [Substring], now: UnixTime) -> UnixTime? {
        let parts = words[1].split(separator: "-")
        guard parts.count == 3, parts[2].count == 2, let short = number(parts[2]) else { return nil }
        let inThisCentury = date(
            day: parts[0],
            month: parts[1],
            year: "\(2000 + short)",
            time: words[2],
            zone: words[3]
        )
        guard let inThisCentury, inThisCentury - now > .seconds(50 * 365 * 86_400) else { return inThisCentury }
        return date(day: parts[0], month: parts[1], year: "\(1900 + short)", time: words[2], zone: words[3])
    }

    private static func date(
        day: Substring,
        month: Substring,
        year: some StringProtocol,
        time: Substring,
        zone: Substring
    ) -> UnixTime? {
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        guard zone == "GMT" || zone == "UTC", let day = number(day), year.count == 4, let year = number(year),
            let month = names.firstIndex(of: month.lowercased()), let (hour, minute, second) = clock(time)
        else { return nil }
        return CivilDate(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second).unixTime
    }

    /// 2020-05-31T00:00:00Z, also with a fraction (dropped) or an offset.
    private static func iso8601(_ text: Substring) -> UnixTime? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: "-", omittingEmptySubsequences: false)
        let timeText = halves[1].prefix { $0.isASCII && ($0.isNumber || $0 == ":" || $0 == ".") }
        let whole = timeText.split(separator: ".", omittingEmptySubsequences: false)
        guard date.count == 3, date[0].count == 4, date[1].count == 2, date[2].count == 2, whole.count <= 2,
            let year = number(date[0]), let month = number(date[1]), let day = number(date[2]),
            let (hour, minute, second) = clock(whole[0]), let offset = offset(halves[1][timeText.endIndex...])
        else { return nil }
        return CivilDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
            .unixTime.map { $0 + .seconds(-offset) }
    }

    /// The seconds by which a zone is ahead of UTC.
    private static func offset(_ zone: Substring) -> Int? {
        if zone == "Z" { return 0 }
        guard let sign = zone.first, sign == "+" || sign == "-" else { return nil }
        let digits = zone.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, zone.count <= 6, let hours = number(digits.prefix(2)),
            let minutes = number(digits.dropFirst(2)), hours <= 23, minutes <= 59
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3600 + minutes * 60)
    }

    private static func clock(_ text: Substring) -> (hour: Int, minute: Int, second: Int)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }), let hour = number(parts[0]),
            let minute = number(parts[1]), let second = number(parts[2])
        else { return nil }
        return (hour, minute, second)
    }

    /// Digits alone; `Int` would also take a sign.
    private static func number(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(text) : nil
    }
}
