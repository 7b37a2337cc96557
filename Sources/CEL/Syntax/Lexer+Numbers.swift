extension Lexer {
    /// An integer (decimal or hexadecimal, with `u` for unsigned) or a floating-point number; its sign is the parser's.
    mutating func number() throws(Finding) -> Token.Kind {
        let start = position
        if byte() == UInt8(ascii: "0"), byte(1) == UInt8(ascii: "x") || byte(1) == UInt8(ascii: "X"),
            byte(2)?.hexDigit != nil
        {
            position += 2
            let digits = position
            while byte()?.hexDigit != nil { position += 1 }
            return try integer(text(digits..<position), radix: 16, start: start)
        }
        skipDigits()
        var isDouble = false
        if byte() == UInt8(ascii: "."), byte(1)?.isDigit == true {
            isDouble = true
            position += 1
            skipDigits()
        }
        if byte() == UInt8(ascii: "e") || byte() == UInt8(ascii: "E") {
            let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if byte(hasSign ? 2 : 1)?.isDigit == true {
                isDouble = true
                position += hasSign ? 2 : 1
                skipDigits()
            }
        }
        guard isDouble else { return try integer(text(start..<position), radix: 10, start: start) }
        try refuseNameAfterNumber(start)
        guard let number = Double(text(start..<position)), number.isFinite else {
            throw Finding(code: .numberOutOfRange, message: "this number is too large", range: start..<position)
        }
        return .double(number)
    }

    private mutating func skipDigits() {
        while byte()?.isDigit == true { position += 1 }
    }

    private mutating func integer(_ digits: String, radix: Int, start: Int) throws(Finding) -> Token.Kind {
        let isUnsigned = byte() == UInt8(ascii: "u") || byte() == UInt8(ascii: "U")
        if isUnsigned { position += 1 }
        try refuseNameAfterNumber(start)
        guard let number = UInt(digits, radix: radix) else {
            throw Finding(
                code: .numberOutOfRange,
                message: "this number is too large for a whole number",
                range: start..<position
            )
        }
        return isUnsigned ? .uint(number) : .int(number)
    }

    /// `30d`, `5min`: a unit that the language doesn't have.
    private mutating func refuseNameAfterNumber(_ start: Int) throws(Finding) {
        guard byte()?.isNameStart == true else { return }
        let digits = text(start..<position)
        let unit = position
        while byte()?.isNamePart == true { position += 1 }
        let name = text(unit..<position)
        let isTime = ["ns", "us", "ms", "s", "m", "h"].contains(name)
        throw Finding(
            code: .syntax,
            message: "a number can't be followed by `\(name)`",
            range: start..<position,
            hint: isTime
                ? "write a span of time as duration(\"\(digits)\(name)\")"
                : "write text between quotes: \"\(digits)\(name)\""
        )
    }
}
