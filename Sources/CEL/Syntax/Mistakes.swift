/// What people coming from other languages write, and what to write here.
enum Mistakes {
    /// A wrong operator that begins with a right one: `<>`, `===`, `!==`, `**`, `??`.
    static func symbol(_ symbol: Symbol, followedBy next: UInt8?, at start: Int) -> Finding? {
        let end = start + symbol.rawValue.utf8.count
        switch (symbol, next) {
        case (.less, UInt8(ascii: ">")):
            return unknownOperator("<>", start..<end + 1, "to ask whether two values differ, write !=")
        case (.equal, UInt8(ascii: "=")): return unknownOperator("===", start..<end + 1, "write ==")
        case (.notEqual, UInt8(ascii: "=")): return unknownOperator("!==", start..<end + 1, "write !=")
        case (.times, UInt8(ascii: "*")): return unknownOperator("**", start..<end + 1, "write the multiplication out")
        case (.question, UInt8(ascii: "?")):
            return unknownOperator("??", start..<end + 1, "write: field != null ? field : other")
        default: return nil
        }
    }

    /// A character that begins nothing.
    static func character(in bytes: [UInt8], at start: Int) -> Finding {
        let next = start + 1 < bytes.count ? bytes[start + 1] : 0
        switch bytes[start] {
        case UInt8(ascii: "="):
            if next == UInt8(ascii: ">") { return unknownOperator("=>", start..<start + 2, "write >=") }
            if next == UInt8(ascii: "<") { return unknownOperator("=<", start..<start + 2, "write <=") }
            return Finding(
                code: .assignment,
                message: "`=` doesn't compare",
                range: start..<start + 1,
                hint: "to ask whether two values are equal, write =="
            )
        case UInt8(ascii: "&"): return unknownOperator("&", start..<start + 1, "for “and”, write &&")
        case UInt8(ascii: "|"): return unknownOperator("|", start..<start + 1, "for “or”, write ||")
        case UInt8(ascii: ";"):
            return Finding(
                code: .invalidCharacter,
                message: "`;` has no meaning here: an expression is a single value",
                range: start..<start + 1,
                hint: "remove it"
            )
        default: break
        }
        var end = start + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        let written = String(decoding: bytes[start..<end], as: UTF8.self)
        if "“”„«»‘’‚′″".contains(written) {
            return Finding(
                code: .smartQuote,
                message: "`\(written)` is a typographic quote, which doesn't begin a text",
                range: start..<end,
                hint: "use plain quotes: \" or '"
            )
        }
        if let plain = lookalikes[written] {
            return Finding(
                code: .invalidCharacter,
                message: "`\(written)` isn't part of the language",
                range: start..<end,
                hint: "write \(plain)"
            )
        }
        return Finding(
            code: .invalidCharacter,
            message: "`\(written)` isn't part of the language",
            range: start..<end,
            hint: bytes[start] == UInt8(ascii: "$") ? "a field is written by its name alone: email" : nil
        )
    }

    private static let lookalikes = [
        "≥": ">=", "≤": "<=", "≠": "!=", "–": "-", "—": "-", "−": "-", "×": "*", "÷": "/", "\u{A0}": "a plain blank",
    ]

    /// A word where an operator should be: `a and b`.
    static func word(_ word: String, _ range: Range<Int>) -> Finding? {
        let hint: String
        switch word.lowercased() {
        case "and": hint = "write &&"
        case "or": hint = "write ||"
        case "not": hint = "write ! before what should be false"
        case "is": hint = "write == (or != null)"
        case "eq": hint = "write =="
        case "ne", "neq": hint = "write !="
        case "lt": hint = "write <"
        case "gt": hint = "write >"
        case "le", "lte": hint = "write <="
        case "ge", "gte": hint = "write >="
        case "contains": hint = "write: field.contains(\"text\")"
        case "startswith": hint = "write: field.startsWith(\"text\")"
        case "endswith": hint = "write: field.endsWith(\"text\")"
        case "like": hint = "write: field.contains(\"text\"), or field.matches(\"pattern\")"
        case "matches": hint = "write: field.matches(\"pattern\")"
        case "between": hint = "write: field >= 1 && field <= 9"
        case "xor": hint = "write !="
        case "mod": hint = "write %"
        case "div": hint = "write /"
        default: return nil
        }
        return Finding(code: .unknownOperator, message: "`\(word)` isn't an operator here", range: range, hint: hint)
    }

    /// A name that means a literal elsewhere: `None`, `True`.
    static func literal(_ name: String, _ range: Range<Int>) -> Finding? {
        let right: String
        switch name.lowercased() {
        case "null", "none", "nil", "undefined", "nothing": right = "null"
        case "true", "yes", "on": right = "true"
        case "false", "no", "off": right = "false"
        default: return nil
        }
        return Finding(
            code: .unknownName,
            message: "there is no field `\(name)`",
            range: range,
            hint: "write \(right)"
        )
    }

    /// `50%`, which isn't a number.
    static func perCent(of number: String, _ range: Range<Int>) -> Finding {
        Finding(
            code: .unknownOperator,
            message: "`%` divides and keeps the remainder; it isn't “per cent”",
            range: range,
            hint: Double(number).map { "write \($0 / 100)" }
        )
    }

    private static func unknownOperator(_ written: String, _ range: Range<Int>, _ hint: String) -> Finding {
        Finding(code: .unknownOperator, message: "`\(written)` isn't an operator here", range: range, hint: hint)
    }
}
