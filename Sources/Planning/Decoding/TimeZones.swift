import CEL
import PipelineCore

/// Whether a text is the name of a time zone that the system knows; what is wrong is reported.
func isTimeZone(_ text: ResolvedText, _ findings: Findings) -> Bool {
    guard isTimeZoneName(text.text) else {
        findings.error(
            .unknownTimeZone,
            "there is no time zone `\(text.text)`",
            at: text.span,
            hint: timeZoneMeant(text.text).map { "did you mean `\($0)`?" }
                ?? "write an IANA name: `UTC`, `Europe/Berlin`, `Asia/Tokyo`"
        )
        return false
    }
    return true
}

private func isZoneByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
        true
    default: false
    }
}

/// `UTC`, or a name with its region that the system knows.
private func isTimeZoneName(_ text: String) -> Bool {
    if text == "UTC" { return true }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    return (2...3).contains(parts.count)
        && parts.allSatisfy { part in part.first?.isLetter == true && part.utf8.allSatisfy { isZoneByte($0) } }
        && TimeZoneName(text) != nil
}

/// The zone meant by `CEST`, `berlin`, `europe/berlin` or a misspelt name; nil when that can't be told.
private func timeZoneMeant(_ text: String) -> String? {
    if let zone = abbreviations[text.uppercased()] { return zone }
    let parts = text.replacing(" ", with: "_").lowercased().split(separator: "/").map { part in
        part.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "_")
    }
    let name = parts.joined(separator: "/")
    if isTimeZoneName(name) { return name }
    if parts.count == 1, let zone = regions.map({ "\($0)/\(name)" }).first(where: isTimeZoneName) { return zone }
    return closest(to: text, in: commonZones)
}

private let regions = ["Europe", "America", "Asia", "Australia", "Africa", "Pacific", "Atlantic", "Indian"]

/// The zones that abbreviations most often stand for.
private let abbreviations = [
    "CET": "Europe/Berlin", "CEST": "Europe/Berlin", "MEZ": "Europe/Berlin", "MESZ": "Europe/Berlin",
    "EST": "America/New_York", "EDT": "America/New_York", "ET": "America/New_York",
    "CST": "America/Chicago", "CDT": "America/Chicago", "MST": "America/Denver", "MDT": "America/Denver",
    "PST": "America/Los_Angeles", "PDT": "America/Los_Angeles", "PT": "America/Los_Angeles",
    "GMT": "UTC", "Z": "UTC", "UTC": "UTC", "BST": "Europe/London", "JST": "Asia/Tokyo", "IST": "Asia/Kolkata",
    "SGT": "Asia/Singapore", "AEST": "Australia/Sydney", "AEDT": "Australia/Sydney", "EET": "Europe/Athens",
]

/// Where most people live who write one wrongly.
private let commonZones = [
    "Europe/Amsterdam", "Europe/Athens", "Europe/Berlin", "Europe/Brussels", "Europe/Dublin", "Europe/Istanbul",
    "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Europe/Oslo", "Europe/Paris", "Europe/Prague", "Europe/Rome",
    "Europe/Stockholm", "Europe/Vienna", "Europe/Warsaw", "Europe/Zurich", "America/Chicago", "America/Denver",
    "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Sao_Paulo", "America/Toronto",
    "Asia/Dubai", "Asia/Hong_Kong", "Asia/Kolkata", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo",
    "Australia/Sydney", "Pacific/Auckland", "UTC",
]
