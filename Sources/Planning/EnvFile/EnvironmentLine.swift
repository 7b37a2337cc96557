/// One line of a file of variables.
struct EnvironmentLine {
    /// The variable's name.
    let name: String

    /// Its value.
    let value: String

    /// Why a line can't be read; says nothing of its value.
    struct Fault: Error {
        let message: String
        let hint: String
    }

    /// Reads a line; nil for a blank one and a comment.
    init?(_ text: String) throws(Fault) {
        var rest = Self.trimmed(text[...])
        if rest.isEmpty || rest.hasPrefix("#") { return nil }
        if rest.hasPrefix("export "), let blank = rest.firstIndex(of: " ") { rest = Self.trimmed(rest[blank...]) }
        guard let equals = rest.firstIndex(of: "=") else {
            throw Fault(message: "has no `=`", hint: "write `NAME=value`")
        }
        let name = rest[..<equals]
        guard Self.isName(name) else {
            throw Fault(
                message: "doesn't begin with a variable's name and `=`",
                hint: "names are letters, digits and `_`, with no blank before the `=`"
            )
        }
        self.name = String(name)
        value = try Self.value(Self.trimmed(rest[rest.index(after: equals)...]))
    }

    /// The line with a dot for each character of its value, for reports.
    static func masked(_ text: String) -> String {
        guard let equals = text.firstIndex(of: "=") else {
            return trimmed(text[...]).hasPrefix("#") ? text : String(repeating: "•", count: text.unicodeScalars.count)
        }
        let value = text[text.index(after: equals)...]
        return text[...equals] + String(repeating: "•", count: value.unicodeScalars.count)
    }

    private static func value(_ text: Substring) throws(Fault) -> String {
        switch text.first {
        case "'":
            guard let end = text.dropFirst().firstIndex(of: "'") else { throw unterminated("'") }
            try checkRest(text[text.index(after: end)...])
            return String(text[text.index(after: text.startIndex)..<end])
        case "\"": return try doubleQuoted(text.dropFirst())
        default:
            // A `#` begins a comment only behind a blank, so that values may hold one.
            let comment = text.firstRange(of: " #")?.lowerBound ?? text.firstRange(of: "\t#")?.lowerBound
            return String(trimmed(text[..<(comment ?? text.endIndex)]))
        }
    }

    private static func doubleQuoted(_ text: Substring) throws(Fault) -> String {
        var value = ""
        var rest = text
        while let character = rest.popFirst() {
            switch character {
            case "\"":
                try checkRest(rest)
                return value
            case "\\":
                switch rest.popFirst() {
                case "n": value += "\n"
                case "t": value += "\t"
                case "r": value += "\r"
                case let other?: value += "\"\\$".contains(other) ? String(other) : "\\\(other)"
                case nil: throw unterminated("\"")
                }
            default: value.append(character)
            }
        }
        throw unterminated("\"")
    }

    private static func unterminated(_ quote: String) -> Fault {
        Fault(
            message: "has no closing `\(quote)`",
            hint: "close the quotes on the same line; `\\n` in double quotes is a line break"
        )
    }

    /// Behind quotes there may be a comment, nothing else.
    private static func checkRest(_ text: Substring) throws(Fault) {
        let rest = trimmed(text)
        guard rest.isEmpty || rest.hasPrefix("#") else {
            throw Fault(message: "goes on behind its closing quote", hint: "quote the whole value")
        }
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty && text.first?.isNumber == false
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
            }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
