extension Font {
    /// A text on as many lines as it needs to stay within a width; nothing of it is left out.
    ///
    /// It is broken at spaces, between East Asian characters, and within a word only where the word alone is too long.
    func wrapped(_ text: String, to width: Double) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            var line = ""
            for piece in Self.pieces(of: paragraph) {
                if self.width(line + piece.trimmed) <= width {
                    line += piece
                    continue
                }
                if !line.isEmpty { lines.append(line.trimmed) }
                line = ""
                for character in piece.trimmed {
                    if !line.isEmpty, self.width(line + String(character)) > width {
                        // Between the parts of a name, if it has any.
                        let end = line.lastIndex { "_./-".contains($0) }.map(line.index(after:)) ?? line.endIndex
                        lines.append(String(line[..<end]))
                        line = String(line[end...])
                    }
                    line.append(character)
                }
                if piece.last == " " { line += " " }
            }
            lines.append(line.trimmed)
        }
        return lines
    }

    /// An expression on several lines: broken before `&&` and `||` outside of parentheses first, so that it reads as a list of
    /// conditions.
    func wrappedExpression(_ text: String, to width: Double) -> [String] {
        let oneLine = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }.joined(separator: " ")
        guard self.width(oneLine) > width else { return [oneLine] }
        return Self.conditions(of: oneLine).flatMap { wrapped($0, to: width) }
    }

    /// Words with the spaces behind them; East Asian characters each by itself.
    private static func pieces(of text: Substring) -> [String] {
        var pieces: [String] = []
        var word = ""
        for character in text {
            let isWide = character.unicodeScalars.first?.isWide == true
            if isWide || (word.last == " " && character != " ") {
                if !word.isEmpty { pieces.append(word) }
                word = ""
            }
            word.append(character)
            if isWide {
                pieces.append(word)
                word = ""
            }
        }
        if !word.isEmpty { pieces.append(word) }
        return pieces
    }

    private static func conditions(of text: String) -> [String] {
        var conditions: [String] = []
        var current = ""
        var depth = 0
        var quote: Character?
        var isEscaped = false
        var rest = text[...]
        while let character = rest.first {
            if let open = quote {
                if character == open, !isEscaped { quote = nil }
                isEscaped = character == "\\" && !isEscaped
            } else if character == "\"" || character == "'" {
                quote = character
            } else if "([{".contains(character) {
                depth += 1
            } else if ")]}".contains(character) {
                depth -= 1
            } else if depth == 0, rest.hasPrefix("&& ") || rest.hasPrefix("|| "), !current.trimmed.isEmpty {
                conditions.append(current.trimmed)
                current = ""
            }
            current.append(character)
            rest.removeFirst()
        }
        conditions.append(current.trimmed)
        return conditions
    }
}

extension String {
    /// Without spaces at the ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
