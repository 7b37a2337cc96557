/// A literal or folded scalar as it stands in a text: its header, and its content without the indentation.
struct BlockScalarText {
    /// `|`, `>-`, `|2+`; without a comment.
    private(set) var header: String

    /// The comment behind the header.
    private(set) var comment: (text: String, column: Int, spaces: Int)?

    /// The content's lines.
    private(set) var lines: [String] = []

    /// Where the last of them ends.
    private(set) var end: Int

    /// Reads the scalar that begins at a token.
    ///
    /// - Parameter parent: The column of the block that it belongs to; nil for a scalar that is the whole document.
    init(_ token: Token, in source: SourceText, parent: Int?) {
        let first = source.mark(atOffset: token.start).line
        let line = source.line(first)
        let lineStart = source.mark(line: first, column: 1).offset
        let rest = source.text(from: token.start, to: lineStart + line.utf8.count)
        let mark = rest.prefix { $0 != " " && $0 != "\t" }
        // The indentation is always two columns now.
        header = String(mark.map { $0.isNumber ? "2" : $0 })
        end = lineStart + line.utf8.count
        let behind = token.start + mark.utf8.count
        comment = Gap(source, from: behind, to: end).trailing
        let keepsBreaks = mark.contains("+")
        var indentation = mark.first { $0.isNumber }.flatMap(\.wholeNumberValue).map { $0 + (parent ?? 0) }
        var blanks: [String] = []
        var number = first + 1
        while number <= source.lineCount {
            let line = source.line(number)
            let start = source.mark(line: number, column: 1).offset
            let spaces = line.prefix { $0 == " " }.count
            // Spaces beyond the indentation are content.
            let isBlank = spaces == line.count && spaces <= indentation ?? .max
            if isBlank {
                // The last line of a text is no line when nothing is on it.
                if number == source.lineCount, line.isEmpty { break }
                blanks.append(line)
            } else {
                let own = indentation ?? spaces
                guard spaces >= own, own > parent ?? 0 else { break }
                indentation = own
                lines += blanks.map { String($0.dropFirst(own)) }
                blanks = []
                lines.append(String(line.dropFirst(own)))
                end = start + line.utf8.count
            }
            if keepsBreaks, isBlank {
                lines += blanks.map { String($0.dropFirst(indentation ?? $0.count)) }
                blanks = []
                end = start + line.utf8.count
            }
            number += 1
        }
        // Without a line break at its end the text has none there; now the file ends with one.
        if end == source.bytes.count, !lines.isEmpty { header = header.filter { $0 != "+" && $0 != "-" } + "-" }
    }
}
