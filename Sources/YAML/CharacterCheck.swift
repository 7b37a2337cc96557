/// Reads the bytes once, before YAML does: UTF-8 with only the characters that every YAML reader takes alike.
///
/// libyaml reports such errors without a place, takes UTF-16 too, and ends lines at U+0085, U+2028 and U+2029 as
/// YAML 1.1 did; YAML 1.2 doesn't (§5.4). Those three are refused, so that a line is the same thing to everyone.
struct CharacterCheck {
    /// A place that can't be read.
    struct Failure: Error {
        let offset: Int
        let length: Int
        let message: String
        let hint: String
    }

    /// Checks `bytes` from `start`, behind a byte order mark, to the end.
    static func check(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) throws(Failure) -> CharacterOffsets {
        if let failure = wideEncoding(bytes) { throw failure }
        var offsets = CharacterOffsets(base: start)
        var index = start
        var characters = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                guard byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D, byte != 0x7F else {
                    throw forbidden(UInt32(byte), at: index, length: 1)
                }
                offsets.note(character: characters, at: index)
                index += 1
            } else {
                guard let (scalar, length) = decode(bytes, at: index) else { throw notUTF8(byte, at: index) }
                if isForbidden(scalar) { throw forbidden(scalar, at: index, length: length) }
                offsets.note(character: characters, at: index)
                offsets.isASCII = false
                index += length
            }
            characters += 1
        }
        return offsets
    }

    /// One well-formed sequence beyond ASCII (Unicode 15, table 3-7).
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, length: Int)? {
        let lead = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>)
        switch lead {
        case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        default: return nil
        }
        guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
        var scalar = UInt32(lead) & (0xFF >> UInt32(length + 1))
        for next in (index + 1)..<(index + length) {
            guard bytes[next] & 0xC0 == 0x80 else { return nil }
            scalar = scalar << 6 | UInt32(bytes[next] & 0x3F)
        }
        return (scalar, length)
    }

    private static func isForbidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}

// MARK: - What people are told

extension CharacterCheck {
    private static func wideEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> Failure? {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFE, 0xFF), (0xFF, 0xFE), (0, 1...), (1..., 0):
            return Failure(offset: 0, length: 0, message: "the file is UTF-16, not UTF-8", hint: "save it as UTF-8")
        default:
            return nil
        }
    }

    private static func notUTF8(_ byte: UInt8, at offset: Int) -> Failure {
        Failure(
            offset: offset,
            length: 1,
            message: "the byte 0x\(hexadecimal(UInt32(byte), digits: 2)) is not UTF-8",
            hint: "save the file as UTF-8; it may be Latin-1 or Windows-1252"
        )
    }

    private static func forbidden(_ scalar: UInt32, at offset: Int, length: Int) -> Failure {
        let name = "U+\(hexadecimal(scalar, digits: 4))"
        let escape =
            scalar < 0x100 ? "\\x\(hexadecimal(scalar, digits: 2))" : "\\u\(hexadecimal(scalar, digits: 4))"
        let message =
            switch scalar {
            case 0x85, 0x2028, 0x2029: "the invisible line separator \(name) ends a line for some programs only"
            case 0xFEFF: "an invisible byte order mark (U+FEFF) stands inside the file"
            case 0xFFFE...: "\(name) is not a character"
            default: "the control character \(name) is not allowed"
            }
        return Failure(
            offset: offset,
            length: length,
            message: message,
            hint: "remove it, or write it as `\(escape)` in double quotes"
        )
    }

    private static func hexadecimal(_ number: UInt32, digits: Int) -> String {
        let text = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
