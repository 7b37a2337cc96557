/// Which plain texts some reader takes for something other than text, by YAML 1.2's core schema or the types of YAML 1.1
/// (https://yaml.org/type/).
enum LegacyReading {
    /// Whether a plain scalar of this text is a null, boolean, number, date or merge key to somebody.
    static func isMisread(_ text: String) -> Bool {
        words.contains(text) || looksNumeric(text)
    }

    private static let words: Set<String> = Set(
        ["null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "+.inf", "-.inf"].flatMap {
            word in
            [word, word.uppercased(), capitalized(word)]
        } + ["", "~", "<<", "=", ".NaN"]
    )

    private static func capitalized(_ word: String) -> String {
        guard let letter = word.firstIndex(where: \.isLetter) else { return word }
        return word[..<letter] + word[letter].uppercased() + word[word.index(after: letter)...]
    }

    /// Whether there are only digits and what stands between digits in a number, a time or a date.
    ///
    /// A little wider than the types' patterns (`10-20`, `1.2.3`): readers differ in how strictly they take those.
    private static func looksNumeric(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if let sign = digits.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            digits = digits.dropFirst()
        }
        guard digits.contains(where: isDigit), let first = digits.first, isDigit(first) || first == UInt8(ascii: ".")
        else { return text.utf8.allSatisfy { $0 == UInt8(ascii: ".") } }
        let prefix = String(decoding: digits.prefix(2), as: UTF8.self)
        if ["0x", "0o", "0b"].contains(prefix) {
            return digits.dropFirst(2).allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: "_") }
        }
        let isDate = digits.prefix(4).allSatisfy(isDigit) && digits.dropFirst(4).first == UInt8(ascii: "-")
        let between = "_.:+-eE" + (isDate ? "tTZ \t" : "")
        return digits.allSatisfy { isDigit($0) || between.utf8.contains($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
