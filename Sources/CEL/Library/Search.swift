/// Finding and replacing parts of texts.
enum Search {
    /// The first position at or after `start` where `part` is; -1 when there is none.
    static func first(_ part: [Unicode.Scalar], in text: [Unicode.Scalar], from start: Int) -> Int {
        guard part.count <= text.count - start else { return -1 }
        for position in start...(text.count - part.count) where occurs(part, in: text, at: position) { return position }
        return -1
    }

    /// The last position at or before `end` where `part` is; -1 when there is none.
    static func last(_ part: [Unicode.Scalar], in text: [Unicode.Scalar], upTo end: Int) -> Int {
        guard part.count <= text.count else { return -1 }
        for position in stride(from: min(end, text.count - part.count), through: 0, by: -1)
        where occurs(part, in: text, at: position) {
            return position
        }
        return -1
    }

    private static func occurs(_ part: [Unicode.Scalar], in text: [Unicode.Scalar], at position: Int) -> Bool {
        part.indices.allSatisfy { text[position + $0] == part[$0] }
    }

    /// `text` with the first `limit` occurrences of `part` replaced; all when it is negative.
    ///
    /// An empty `part` is found before each character and at the end.
    static func replace(
        _ part: String,
        with other: String,
        in text: String,
        limit: Int,
        _ meter: inout Meter
    ) throws(Fault) -> String {
        try meter.chargeSearch(text.utf8.count, part.utf8.count)
        let bytes = Array(text.utf8)
        let needle = Array(part.utf8)
        let replacement = Array(other.utf8)
        var result: [UInt8] = []
        var position = 0
        var left = limit < 0 ? Int.max : limit
        while left > 0 {
            guard let found = Text.find(needle, in: bytes, from: position) else { break }
            try meter.charge(1)
            try meter.chargeBytes(replacement.count)
            result += bytes[position..<found]
            result += replacement
            position = found + needle.count
            left -= 1
            if needle.isEmpty {
                guard position < bytes.count else { break }
                repeat {
                    result.append(bytes[position])
                    position += 1
                } while position < bytes.count && bytes[position] & 0xC0 == 0x80
            }
        }
        result += bytes[position...]
        return String(decoding: result, as: UTF8.self)
    }

    /// The parts between separators, at most `limit` of them unless it is negative; an empty separator splits into
    /// characters.
    static func split(
        _ text: String,
        _ separator: String,
        limit: Int,
        _ meter: inout Meter
    ) throws(Fault) -> [String] {
        try meter.chargeSearch(text.utf8.count, separator.utf8.count)
        if limit == 0 { return [] }
        let most = limit < 0 ? Int.max : limit
        if separator.isEmpty {
            let scalars = Array(text.unicodeScalars)
            try meter.charge(scalars.count)
            var parts = scalars.prefix(most == .max ? .max : most - 1).map { String($0) }
            if parts.count < scalars.count {
                var rest = String.UnicodeScalarView()
                rest.append(contentsOf: scalars[parts.count...])
                parts.append(String(rest))
            }
            return parts
        }
        let bytes = Array(text.utf8)
        let needle = Array(separator.utf8)
        var parts: [String] = []
        var position = 0
        while parts.count < most - 1, let found = Text.find(needle, in: bytes, from: position) {
            try meter.charge(1)
            parts.append(String(decoding: bytes[position..<found], as: UTF8.self))
            position = found + needle.count
        }
        parts.append(String(decoding: bytes[position...], as: UTF8.self))
        return parts
    }
}

/// Texts as literals.
enum Quoting {
    /// The text between double quotes, its control characters as escape sequences.
    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\u{7}": result += "\\a"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{B}": result += "\\v"
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
