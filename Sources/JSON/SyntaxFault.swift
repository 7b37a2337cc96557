/// Finds the place and cause of what simdjson refused, which reports neither.
///
/// Runs over refused input only, so it is written for its messages rather than for speed.
struct SyntaxFault {
    private let bytes: [UInt8]
    private var at: Int
    private var depth = 0

    /// The first fault in `bytes`, which begin at `start`; `nil` if they are valid JSON.
    static func first(in bytes: [UInt8], from start: Int) -> JSONProblem? {
        var scan = SyntaxFault(bytes: bytes, at: start)
        let syntax = scan.documentFault()
        guard let encoding = encodingFault(in: bytes) else { return syntax }
        guard let syntax, let place = syntax.offset, place < encoding.offset ?? 0 else { return encoding }
        return syntax
    }

    private static func encodingFault(in bytes: [UInt8]) -> JSONProblem? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            if error.kind == .truncatedScalar, error.byteOffsets.upperBound == bytes.count {
                return JSONProblem("the JSON ends in the middle of a character (truncated?)", offset: bytes.count)
            }
            return JSONProblem("the JSON is not valid UTF-8", offset: error.byteOffsets.lowerBound)
        }
    }

    private mutating func documentFault() -> JSONProblem? {
        do throws(JSONProblem) {
            skipSpace()
            guard let first = peek else { return JSONProblem("the JSON is empty", offset: at) }
            if first == UInt8(ascii: "<") {
                return JSONProblem("this is not JSON: it starts with \"<\", as an HTML or XML page does", offset: at)
            }
            try value()
            skipSpace()
            guard peek == nil else { return JSONProblem("something follows the end of the JSON value", offset: at) }
            return nil
        } catch {
            return error
        }
    }

    private mutating func value() throws(JSONProblem) {
        guard let byte = peek else { throw truncated("before a value") }
        switch byte {
        case UInt8(ascii: "{"): try nested("object", close: UInt8(ascii: "}"), member: true)
        case UInt8(ascii: "["): try nested("array", close: UInt8(ascii: "]"), member: false)
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        default: throw unexpected("a value")
        }
    }

    private mutating func nested(_ what: String, close: UInt8, member: Bool) throws(JSONProblem) {
        depth += 1
        guard depth <= JSONValue.deepestNesting else {
            throw JSONProblem("arrays and objects are nested more than \(JSONValue.deepestNesting) deep", offset: at)
        }
        at += 1
        skipSpace()
        if peek == close {
            at += 1
            depth -= 1
            return
        }
        while true {
            if member { try key() }
            try value()
            skipSpace()
            switch peek {
            case nil: throw truncated("in the middle of an \(what)")
            case UInt8(ascii: ","):
                at += 1
                skipSpace()
            case close:
                at += 1
                depth -= 1
                return
            default: throw unexpected("\",\" or the end of the \(what)")
            }
        }
    }

    private mutating func key() throws(JSONProblem) {
        guard peek != nil else { throw truncated("in the middle of an object") }
        guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        try string()
        skipSpace()
        guard peek != nil else { throw truncated("after a key") }
        guard peek == UInt8(ascii: ":") else { throw unexpected("\":\" after the key") }
        at += 1
        skipSpace()
    }

    private mutating func word(_ word: String) throws(JSONProblem) {
        for letter in word.utf8 {
            guard peek != nil else { throw truncated("in the middle of a value") }
            guard peek == letter else { throw unexpected("\"\(word)\"") }
            at += 1
        }
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func truncated(_ place: String) -> JSONProblem {
        JSONProblem("the JSON ends \(place) (truncated?)", offset: bytes.count)
    }

    private func unexpected(_ expected: String) -> JSONProblem {
        guard let byte = peek else { return truncated("too early") }
        let found =
            switch byte {
            case 0x21...0x7E: "\"\(Character(Unicode.Scalar(byte)))\""
            case 0x20: "a space"
            case 0x80...: "a character beyond ASCII"
            default: "the control character \(byte)"
            }
        return JSONProblem("expected \(expected), found \(found)", offset: at)
    }
}

extension SyntaxFault {
    private mutating func number() throws(JSONProblem) {
        let start = at
        if peek == UInt8(ascii: "-") { at += 1 }
        if peek == UInt8(ascii: "0") {
            at += 1
            if isDigit(peek) { throw JSONProblem("a number may not start with 0", offset: start) }
        } else {
            try digits()
        }
        if peek == UInt8(ascii: ".") {
            at += 1
            try digits()
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            at += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        if Double(String(decoding: bytes[start..<at], as: UTF8.self))?.isFinite != true {
            throw JSONProblem("a number is too large", offset: start)
        }
    }

    private mutating func digits() throws(JSONProblem) {
        guard peek != nil else { throw truncated("in the middle of a number") }
        guard isDigit(peek) else { throw unexpected("a digit") }
        while isDigit(peek) { at += 1 }
    }

    private func isDigit(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func string() throws(JSONProblem) {
        at += 1
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                return
            case UInt8(ascii: "\\"): try escape()
            case ..<0x20:
                throw JSONProblem("a string has an unescaped control character (\(byte))", offset: at)
            default: at += 1
            }
        }
        throw truncated("in the middle of a string")
    }

    private mutating func escape() throws(JSONProblem) {
        let start = at
        at += 1
        guard let letter = peek else { throw truncated("in the middle of a string") }
        at += 1
        guard letter == UInt8(ascii: "u") else {
            if "\"\\/bfnrt".utf8.contains(letter) { return }
            throw JSONProblem("a string has an unknown escape", offset: start)
        }
        let unit = try hexUnit()
        guard (0xD800...0xDFFF).contains(unit) else { return }
        let alone = JSONProblem("a string has half a surrogate pair (an escape of a broken character)", offset: start)
        guard unit < 0xDC00 else { throw alone }
        for byte in "\\u".utf8 {
            guard peek != nil else { throw truncated("in the middle of a string") }
            guard peek == byte else { throw alone }
            at += 1
        }
        guard (0xDC00...0xDFFF).contains(try hexUnit()) else { throw alone }
    }

    private mutating func hexUnit() throws(JSONProblem) -> Int {
        var unit = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw truncated("in the middle of a string") }
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unexpected("a hex digit") }
            unit = unit * 16 + digit
            at += 1
        }
        return unit
    }
}
