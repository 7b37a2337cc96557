/// Decides how a text is written so that readers of YAML 1.1 and 1.2 all read that text.
package enum Quoting {
    /// The text on one line: plain where that is safe, else in quotes.
    package static func inline(_ text: String, as form: OutputNode.ScalarForm) -> String {
        if form == .plain, text.isEmpty { return quoted(text) }
        let isSafe = isPlainSafe(text) && (form == .plain || !LegacyReading.isMisread(text))
        return isSafe ? text : quoted(text)
    }

    /// The text in quotes: double ones, or single ones where those spare escapes.
    package static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        if scalars.contains(where: { $0 == "\"" || $0 == "\\" }), scalars.allSatisfy({ !needsEscape($0) }) {
            return "'" + scalars.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
        }
        var result = "\""
        for scalar in scalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where needsEscape(scalar): result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Whether a text of several lines can be a literal block as it is: no invisible character would be lost in editors.
    static func isLiteralSafe(_ text: String) -> Bool {
        guard text.utf8.contains(0x0A), let first = text.unicodeScalars.first, !isBlank(first) else { return false }
        if text.hasSuffix("\n\n") || text == "\n" { return false }
        var previous: Unicode.Scalar = "\n"
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                if previous == " " || previous == "\t" { return false }
            } else if scalar != "\t", needsEscape(scalar) {
                return false
            }
            previous = scalar
        }
        return previous != " " && previous != "\t"
    }

    /// Whether a plain scalar of this text keeps the structure, in a block mapping or sequence.
    private static func isPlainSafe(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else { return false }
        if first.properties.isWhitespace || last.properties.isWhitespace || last == ":" { return false }
        switch first {
        case ",", "[", "]", "{", "}", "#", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return false
        case "-", "?", ":": if scalars.count == 1 || isBlank(scalars[1]) { return false }
        default: break
        }
        if text.hasPrefix("---") || text.hasPrefix("..."), scalars.count == 3 || isBlank(scalars[3]) { return false }
        for (index, scalar) in scalars.enumerated() {
            if needsEscape(scalar) { return false }
            if scalar == "#", index > 0, isBlank(scalars[index - 1]) { return false }
            if scalar == ":", index + 1 < scalars.count, isBlank(scalars[index + 1]) { return false }
        }
        return true
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" || scalar == "\n" }

    /// Control characters, what YAML doesn't allow, and what nobody sees.
    static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xA0, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFFE, 0xFFFF:
            true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : ("u", 4)
        return "\\" + letter + String(repeating: "0", count: width - digits.count) + digits
    }
}
