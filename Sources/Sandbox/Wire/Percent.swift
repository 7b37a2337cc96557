/// Percent-encoding as each part of a URL has it (RFC 3986 §2.1; `application/x-www-form-urlencoded` for queries).
enum Percent {
    /// Decodes a path segment: a raw `+` stays a plus. Nil for a broken escape or bytes that aren't UTF-8.
    static func decode(path text: some StringProtocol) -> String? {
        decode(text, plusIsSpace: false)
    }

    /// Decodes a name or value of a query or form: `+` is a space.
    static func decode(query text: some StringProtocol) -> String? {
        decode(text, plusIsSpace: true)
    }

    private static func decode(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(32)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    /// The pairs of a query or form text in their order; nil when an escape is broken.
    static func pairs(_ text: some StringProtocol) -> [(name: String, value: String)]? {
        var pairs: [(name: String, value: String)] = []
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(query: halves[0]), let value = decode(query: halves.count > 1 ? halves[1] : "")
            else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }
}
