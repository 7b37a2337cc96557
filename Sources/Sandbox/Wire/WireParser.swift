/// Reads one JSON text (RFC 8259), strictly: no trailing bytes, no comments, no lone surrogates, depth at most 64.
struct WireParser {
    /// What is wrong with the text, and at which byte.
    struct Fault: Error {
        var message: String
        var offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    static func parse(_ bytes: [UInt8]) throws(Fault) -> WireValue {
        var parser = WireParser(bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.fault("there is more after the JSON value") }
        return value
    }

    private func fault(_ message: String) -> Fault {
        Fault(message: message, offset: position)
    }

    private mutating func skipSpace() {
        while position < bytes.count, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    private mutating func take(_ byte: Character) -> Bool {
        guard position < bytes.count, bytes[position] == byte.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(Fault) -> WireValue {
        guard depth < 64 else { throw fault("nested deeper than 64") }
        skipSpace()
        guard position < bytes.count else { throw fault("a value is missing") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: WireValue) throws(Fault) -> WireValue {
        guard bytes[position...].starts(with: word.utf8) else { throw fault("not a JSON value") }
        position += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(Fault) -> WireValue {
        position += 1
        var members: [WireValue.Member] = []
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fault("a key is missing") }
            let key = try string()
            skipSpace()
            guard take(":") else { throw fault("':' is missing") }
            members.append(WireValue.Member(key: key, value: try value(depth: depth + 1)))
            skipSpace()
        } while take(",")
        guard take("}") else { throw fault("'}' is missing") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(Fault) -> WireValue {
        position += 1
        var elements: [WireValue] = []
        skipSpace()
        if take("]") { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while take(",")
        guard take("]") else { throw fault("']' is missing") }
        return .array(elements)
    }

    private mutating func number() throws(Fault) -> WireValue {
        let start = position
        var isWhole = true
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
                isWhole = false
            } else if !((48...57).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")) {
                break
            }
            position += 1
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, (48...57).contains(first),
            text.utf8.last.map({ (48...57).contains($0) }) == true,
            !(first == 48 && digits.utf8.count > 1
                && digits.utf8.dropFirst().first.map { (48...57).contains($0) } == true)
        else { throw fault("not a JSON value") }
        if isWhole, let number = Int(text) { return .integer(number) }
        guard let number = Double(text), number.isFinite else { throw fault("not a number") }
        return .number(number)
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var start = position
        var collected: [UInt8] = []
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                collected.append(contentsOf: bytes[start..<position])
                position += 1
                guard let text = String(validating: collected, as: UTF8.self) else { throw fault("not UTF-8") }
                return text
            case UInt8(ascii: "\\"):
                collected.append(contentsOf: bytes[start..<position])
                position += 1
                try escape(into: &collected)
                start = position
            case 0..<32: throw fault("a control character stands in a string")
            default: position += 1
            }
        }
        throw fault("a string has no end")
    }

    private mutating func escape(into collected: inout [UInt8]) throws(Fault) {
        guard position < bytes.count else { throw fault("a string has no end") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): collected.append(byte)
        case UInt8(ascii: "b"): collected.append(8)
        case UInt8(ascii: "f"): collected.append(12)
        case UInt8(ascii: "n"): collected.append(10)
        case UInt8(ascii: "r"): collected.append(13)
        case UInt8(ascii: "t"): collected.append(9)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xd800..<0xdc00).contains(code) {
                guard take("\\"), take("u") else { throw fault("a lone surrogate") }
                let low = try hexadecimal()
                guard (0xdc00..<0xe000).contains(low) else { throw fault("a lone surrogate") }
                code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("a lone surrogate") }
            collected.append(contentsOf: String(Character(scalar)).utf8)
        default: throw fault("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws(Fault) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fault("\\u needs four hexadecimal digits") }
        position += 4
        return code
    }
}
