/// A time zone: `UTC`, an IANA name (`Europe/Madrid`) or a fixed offset (`+02:00`).
package struct TimeZoneName: Sendable, Hashable, CustomStringConvertible {
    /// The name as given.
    package let name: String

    private let rules: Rules

    private enum Rules: Sendable {
        case fixed(Int)
        case zone(ZoneFile)
    }

    package var description: String { name }

    /// Coordinated universal time.
    package static let utc = TimeZoneName(name: "UTC", rules: .fixed(0))

    private init(name: String, rules: Rules) {
        self.name = name
        self.rules = rules
    }

    /// Finds a zone; nil for a name that is neither an offset nor in the system's zone database.
    package init?(_ name: String) {
        if name.isEmpty || name == "UTC" || name == "Z" {
            self.init(name: name, rules: .fixed(0))
        } else if let offset = TimeZoneName.fixedOffset(name) {
            self.init(name: name, rules: .fixed(offset))
        } else if let file = ZoneDatabase.shared.zone(named: name) {
            self.init(name: name, rules: .zone(file))
        } else {
            return nil
        }
    }

    /// Seconds east of UTC, `seconds` after 1970-01-01T00:00:00Z.
    package func offset(at seconds: Int) -> Int {
        switch rules {
        case .fixed(let offset): offset
        case .zone(let file): file.offset(at: seconds)
        }
    }

    package static func == (left: TimeZoneName, right: TimeZoneName) -> Bool { left.name == right.name }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }

    /// `+02:00`, `-03:30` or, as some write it, `02:00`.
    private static func fixedOffset(_ name: String) -> Int? {
        var bytes = Array(name.utf8)
        var sign = 1
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") {
            sign = bytes.removeFirst() == UInt8(ascii: "-") ? -1 : 1
        }
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":") else { return nil }
        let digits = [bytes[0], bytes[1], bytes[3], bytes[4]].map { Int($0) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let hours = digits[0] * 10 + digits[1]
        let minutes = digits[2] * 10 + digits[3]
        guard hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
