/// One lexical element of an expression.
struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case identifier(String)
        /// A name between backquotes, only after a point.
        case quotedField(String)
        case int(UInt)
        case uint(UInt)
        case double(Double)
        case string(String)
        case bytes([UInt8])
        case symbol(Symbol)
        case end
    }

    let kind: Kind
    /// UTF-8 offsets.
    let range: Range<Int>
}

/// Operators and punctuation, longest first among those with a common beginning.
enum Symbol: String, Sendable, Hashable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case and = "&&"
    case or = "||"
    case less = "<"
    case greater = ">"
    case not = "!"
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divide = "/"
    case remainder = "%"
    case question = "?"
    case colon = ":"
    case comma = ","
    case point = "."
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
}
