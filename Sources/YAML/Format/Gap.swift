/// What stands between two tokens: space, line breaks and comments.
struct Gap {
    /// A comment or an empty line.
    enum Line {
        case blank
        case comment(String, column: Int)
    }

    /// The comment behind the token before, with its column and the spaces before it.
    private(set) var trailing: (text: String, column: Int, spaces: Int)?

    /// The lines between.
    private(set) var lines: [Line] = []

    /// Whether the next token begins a line.
    private(set) var breaks = false

    /// Reads the text between two offsets.
    init(_ source: SourceText, from start: Int, to end: Int) {
        let pieces = source.text(from: start, to: end).yamlLines
        breaks = pieces.count > 1
        for (number, piece) in pieces.enumerated() {
            let spaces = piece.prefix { $0 == " " || $0 == "\t" }.count
            let text = piece.dropFirst(spaces).trimmedEnd
            if number == 0 {
                let column = source.mark(atOffset: start).column - 1 + spaces
                if text.hasPrefix("#") { trailing = (text, column, spaces) }
            } else if text.hasPrefix("#") {
                lines.append(.comment(text, column: spaces))
            } else if number < pieces.count - 1 {
                lines.append(.blank)
            }
        }
    }
}

extension String {
    /// The lines, of which the last has no line break; a text without one is one line. Lines end at LF, CR LF and CR.
    var yamlLines: [Substring] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }
}

extension Substring {
    /// Without spaces and tabs at the end.
    var trimmedEnd: String {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
