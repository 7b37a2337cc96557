extension Lexer {
    /// A string or bytes literal, if one begins here.
    mutating func quotedLiteral() throws(Finding) -> Token.Kind? {
        let start = position
        var prefix = 0
        var isRaw = false
        var isBytes = false
        while let letter = byte(prefix), prefix < 2 {
            if !isRaw, letter == UInt8(ascii: "r") || letter == UInt8(ascii: "R") {
                isRaw = true
            } else if !isBytes, !isRaw, letter == UInt8(ascii: "b") || letter == UInt8(ascii: "B") {
                isBytes = true
            } else {
                break
            }
            prefix += 1
        }
        guard let quote = byte(prefix), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        position += prefix
        let isTriple = byte(1) == quote && byte(2) == quote
        position += isTriple ? 3 : 1
        var content: [UInt8] = []
        while true {
            guard let next = byte() else { throw unterminated(start, quote, isTriple) }
            if next == quote, !isTriple || (byte(1) == quote && byte(2) == quote) { break }
            if !isTriple, next == 10 || next == 13 { throw unterminated(start, quote, isTriple) }
            if next == UInt8(ascii: "\\"), !isRaw {
                try escape(into: &content, isBytes: isBytes)
            } else {
                content.append(next)
                position += 1
            }
        }
        position += isTriple ? 3 : 1
        if isBytes { return .bytes(content) }
        return .string(String(decoding: content, as: UTF8.self))
    }

    private func unterminated(_ start: Int, _ quote: UInt8, _ isTriple: Bool) -> Finding {
        let mark = String(repeating: quote == UInt8(ascii: "'") ? "'" : "\"", count: isTriple ? 3 : 1)
        return Finding(
            code: .unterminatedString,
            message: "the text that begins here has no closing \(mark)",
            range: start..<position,
            hint: "add \(mark) at its end"
        )
    }

    /// One escape sequence, from its backslash.
    private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(Finding) {
        let start = position
        guard let letter = byte(1) else {
            position += 1
            return  // The missing quote is reported.
        }
        position += 2
        switch letter {
        case UInt8(ascii: "a"): content.append(7)
        case UInt8(ascii: "b"): content.append(8)
        case UInt8(ascii: "f"): content.append(12)
        case UInt8(ascii: "n"): content.append(10)
        case UInt8(ascii: "r"): content.append(13)
        case UInt8(ascii: "t"): content.append(9)
        case UInt8(ascii: "v"): content.append(11)
        case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
            content.append(letter)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            try codePoint(digits: 2, radix: 16, start, into: &content, isByte: isBytes)
        case UInt8(ascii: "u") where !isBytes:
            try codePoint(digits: 4, radix: 16, start, into: &content, isByte: false)
        case UInt8(ascii: "U") where !isBytes:
            try codePoint(digits: 8, radix: 16, start, into: &content, isByte: false)
        case UInt8(ascii: "0")...UInt8(ascii: "3"):
            position -= 1
            try codePoint(digits: 3, radix: 8, start, into: &content, isByte: isBytes)
        default: throw invalidEscape(start)
        }
    }

    private mutating func codePoint(
        digits: Int,
        radix: UInt32,
        _ start: Int,
        into content: inout [UInt8],
        isByte: Bool
    ) throws(Finding) {
        var number: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = byte()?.hexDigit, digit < radix else { throw invalidEscape(start) }
            number = (number &* radix) | digit
            position += 1
        }
        if isByte {
            content.append(UInt8(truncatingIfNeeded: number))
        } else {
            guard let scalar = Unicode.Scalar(number) else { throw invalidEscape(start) }
            content.append(contentsOf: Character(scalar).utf8)
        }
    }

    private mutating func invalidEscape(_ start: Int) -> Finding {
        var end = min(max(position, start + 2), bytes.count)
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let written = text(start..<end)
        return Finding(
            code: .invalidEscape,
            message: "`\(written)` is no escape sequence",
            range: start..<end,
            hint: "write a backslash itself as \\\\, or put r before the quote: r\"\\d+\""
        )
    }
}
