/// A date and time of the Gregorian calendar in UTC, for the formats that headers use.
struct CivilDate: Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour = 0
    var minute = 0
    var second = 0

    /// The moment, or nil when there is no such date. A leap second (60) counts as the next minute's first.
    var unixTime: UnixTime? {
        guard (1...9999).contains(year), (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let seconds = ((daysSinceEpoch * 24 + hour) * 60 + minute) * 60 + second
        return UnixTime(.seconds(seconds))
    }

    /// Days since 1970-01-01, counting years from March so that the leap day comes last.
    private var daysSinceEpoch: Int {
        let shiftedYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719_468
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
