import YAML

/// The seconds of `45s`, `90m`, `12h`, `30d`; nil for anything else.
func durationSeconds(_ text: String) -> Int? {
    guard let unit = text.utf8.last else { return nil }
    let scale: Int
    switch unit {
    case UInt8(ascii: "s"): scale = 1
    case UInt8(ascii: "m"): scale = 60
    case UInt8(ascii: "h"): scale = 3_600
    case UInt8(ascii: "d"): scale = 86_400
    default: return nil
    }
    let digits = text.utf8.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
        let count = Int(text.dropLast())
    else { return nil }
    let (seconds, overflows) = count.multipliedReportingOverflow(by: scale)
    return overflows ? nil : seconds
}

/// A duration in its largest whole unit, as it is written in a file.
func durationText(_ seconds: Int) -> String {
    for (scale, unit) in [(86_400, "d"), (3_600, "h"), (60, "m")] where seconds != 0 && seconds % scale == 0 {
        return "\(seconds / scale)\(unit)"
    }
    return "\(seconds)s"
}

/// The duration that somebody who wrote `30 days`, `30D` or `4w` most likely meant; nil when that can't be told.
func durationMeant(_ text: String) -> String? {
    let plain = text.lowercased().filter { !$0.isWhitespace }
    let digits = plain.prefix { $0.isASCII && $0.isNumber }
    let count = digits.isEmpty ? 1 : Int(digits)
    guard let count, count < 100_000 else { return nil }
    switch plain.dropFirst(digits.count) {
    case "s", "sec", "secs", "second", "seconds": return "\(count)s"
    case "m", "min", "mins", "minute", "minutes": return "\(count)m"
    case "h", "hr", "hrs", "hour", "hours": return "\(count)h"
    case "d", "day", "days": return "\(count)d"
    case "w", "week", "weeks": return "\(count * 7)d"
    default: return nil
    }
}
