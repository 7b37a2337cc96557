/// Lines that don't fit together.
extension SyntaxProblem {
    /// The structure of lines doesn't fit: text behind a closed value, or indentation that no line above has.
    var badStructure: Problem {
        if let last, last.end.line == failure.at.line, last.end.offset > last.start.offset { return behindValue(last) }
        if let found = character(at: failure.at), ["]", "}", ","].contains(found) {
            return make("`\(found)` closes or separates nothing here", hint: quoteRest(from: failure.at))
        }
        let line = source.line(failure.at.line)
        if let first = line.unicodeScalars.first(where: { $0 != " " }), first.properties.isWhitespace {
            return make("this line is indented with another character than spaces", hint: "indent with ordinary spaces")
        }
        let indentation = failure.at.column - 1
        let spaces = indentation == 1 ? "1 space" : "\(indentation) spaces"
        if failure.problem == "did not find expected <document start>" {
            guard let last, last.start.column > failure.at.column else {
                return make("the document has ended above this line", hint: "a file holds one mapping or list")
            }
            return make(
                "this line belongs to nothing above: it is indented by \(spaces)",
                hint: "give lines of one level the same indentation"
            )
        }
        let isItem = line.dropFirst(indentation).hasPrefix("- ") || line.dropFirst(indentation) == "-"
        if isItem != (failure.problem == "did not find expected '-' indicator"),
            failure.contextAt?.column == failure.at.column
        {
            return make(
                isItem ? "a list item stands among keys" : "a key stands among list items",
                hint: "indent it below its key, or remove the `- `",
                related: failure.contextAt.map { Problem.Related(message: "this began here", span: span(at: $0)) }
            )
        }
        return make(
            "the indentation by \(spaces) fits no line above",
            hint: "give lines of one level the same indentation"
        )
    }

    func behindValue(_ last: TreeBuilder.LastNode) -> Problem {
        let closing = character(at: source.mark(atOffset: last.end.offset - 1)).map(String.init) ?? ""
        if last.isQuoted, last.start.line < last.end.line {
            return make(
                "text follows the closing `\(closing)`",
                hint: "is the closing quote missing in line \(last.start.line)?",
                related: Problem.Related(message: "the quote was opened here", span: span(at: last.start))
            )
        }
        if last.isQuoted, character(at: failure.at) != nil, last.end == failure.at {
            return make(
                "text follows the closing `\(closing)`",
                hint: closing == "'"
                    ? "write `''` for a `'` inside single quotes" : "write `\\\"` for a `\"` inside double quotes"
            )
        }
        let whole = source.text(from: last.start.offset, to: failure.at.offset) + restOfLine(from: failure.at)
        return make(
            "text follows the closing `\(closing)`",
            hint: last.start.line == last.end.line ? "put all of it in quotes: \(quoted(whole))" : nil
        )
    }
}
