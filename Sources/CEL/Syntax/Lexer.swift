/// Splits an expression into tokens (cel-spec langdef, “Syntax”).
struct Lexer {
    let bytes: [UInt8]
    var position = 0

    init(_ source: String) { bytes = Array(source.utf8) }

    /// All tokens; the last one is `.end`.
    mutating func tokens() throws(Finding) -> [Token] {
        var result: [Token] = []
        repeat { result.append(try next()) } while result.last?.kind != .end
        return result
    }

    func byte(_ ahead: Int = 0) -> UInt8? {
        let index = position + ahead
        return index < bytes.count ? bytes[index] : nil
    }

    func isNext(_ text: StaticString) -> Bool {
        guard bytes.count - position >= text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { bytes[position + $0] == wanted[$0] }
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func next() throws(Finding) -> Token {
        skipBlanks()
        let start = position
        guard let first = byte() else { return Token(kind: .end, range: start..<start) }
        if let literal = try quotedLiteral() { return Token(kind: literal, range: start..<position) }
        if first.isNameStart { return name() }
        if first.isDigit || (first == UInt8(ascii: ".") && byte(1)?.isDigit == true) {
            return Token(kind: try number(), range: start..<position)
        }
        if first == UInt8(ascii: "`") { return try quotedField() }
        for symbol in Symbol.allCases where startsHere(symbol) {
            position += symbol.rawValue.utf8.count
            if let mistake = Mistakes.symbol(symbol, followedBy: byte(), at: start) { throw mistake }
            return Token(kind: .symbol(symbol), range: start..<position)
        }
        throw Mistakes.character(in: bytes, at: start)
    }

    private func startsHere(_ symbol: Symbol) -> Bool {
        var index = position
        for wanted in symbol.rawValue.utf8 {
            guard index < bytes.count, bytes[index] == wanted else { return false }
            index += 1
        }
        return true
    }

    private mutating func skipBlanks() {
        while let byte = byte() {
            if byte == 32 || (9...13).contains(byte) && byte != 11 {
                position += 1
            } else if isNext("//") {
                while let byte = self.byte(), byte != 10 { position += 1 }
            } else {
                return
            }
        }
    }

    private mutating func name() -> Token {
        let start = position
        while let byte = byte(), byte.isNamePart { position += 1 }
        return Token(kind: .identifier(text(start..<position)), range: start..<position)
    }

    private mutating func quotedField() throws(Finding) -> Token {
        let start = position
        position += 1
        while let byte = byte(), byte != UInt8(ascii: "`") {
            guard byte.isNamePart || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), 32].contains(byte) else {
                break
            }
            position += 1
        }
        guard byte() == UInt8(ascii: "`"), position > start + 1 else {
            throw Finding(
                code: .invalidCharacter,
                message: "a name between backquotes holds only letters, digits, `_`, `.`, `-`, `/` and blanks",
                range: start..<max(position, start + 1),
                hint: "use the index form for other keys: field[\"key\"]"
            )
        }
        position += 1
        return Token(kind: .quotedField(text((start + 1)..<(position - 1))), range: start..<position)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    var isNameStart: Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
            || self == UInt8(ascii: "_")
    }

    var isNamePart: Bool { isNameStart || isDigit }

    /// The value of a hexadecimal digit.
    var hexDigit: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
