/// A failure of libyaml in words for the person who wrote the file: what is wrong, where to look, what to write instead.
///
/// libyaml names the rule of its grammar that failed. What people did is mostly one of a dozen things, told apart here
/// by that rule and the characters around the place.
struct SyntaxProblem {
    let failure: ParserFailure
    let source: SourceText

    /// The node before the failure.
    let last: TreeBuilder.LastNode?

    init(_ failure: ParserFailure, in source: SourceText, after last: TreeBuilder.LastNode?) {
        self.failure = failure
        self.source = source
        self.last = last
    }

    var problem: Problem {
        if startsWithTab { return tab }
        return switch failure.problem {
        case "found character that cannot start any token": unusableStart
        case "mapping values are not allowed in this context": unexpectedColon
        case "could not find expected ':'": missingColon
        case "did not find expected alphabetic or numeric character": unquotedIndicator
        case "found unexpected end of stream", "found unexpected document indicator": unclosedQuote
        case "found unknown escape character", "did not find expected hexdecimal number",
            "found invalid Unicode character escape code":
            badEscape
        case "block sequence entries are not allowed in this context":
            make("a list can't begin here", hint: "begin it on the next line, `- ` indented below its key")
        case "mapping keys are not allowed in this context":
            make("a key can't begin here with `?`", hint: quoteRest(from: failure.at))
        case "did not find expected comment or line break", "found an indentation indicator equal to 0":
            badBlockHeader
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'": unclosedBracket
        case "did not find expected key", "did not find expected '-' indicator",
            "did not find expected <document start>":
            badStructure
        case "did not find expected node content": missingValue
        case "found unexpected ':'":
            make("a `:` can't stand here inside `{}` or `[]`", hint: "put the text in quotes")
        case "exceeded maximum depth": Problem(.tooDeep, "nested too deep", at: span(at: failure.at))
        default: tagOrDirective ?? make("not valid YAML: \(inLibraryWords)")
        }
    }

    private var tagOrDirective: Problem? {
        switch failure.context {
        case "while scanning a tag", "while parsing a tag":
            make("this is no valid tag", at: failure.contextAt, hint: quoteRest(from: failure.contextAt))
        case "while parsing a node" where failure.problem == "found undefined tag handle":
            make("the tag's handle is declared by no `%TAG`", at: failure.at, hint: quoteRest(from: failure.at))
        case "while scanning a directive", "while scanning a %YAML directive", "while scanning a %TAG directive":
            make("a line that begins with `%` is a directive, and this is none that YAML knows", at: failure.contextAt)
        default: nil
        }
    }

    private var inLibraryWords: String {
        failure.context.isEmpty ? failure.problem : "\(failure.problem) \(failure.context)"
    }

    private var startsWithTab: Bool {
        guard failure.problem != "found unexpected end of stream" else { return false }
        return failure.problem.contains("tab character") || character(at: failure.at) == "\t"
    }

    private var tab: Problem {
        make("a tab stands where YAML takes only spaces", hint: "indent with spaces")
    }
}

// MARK: - One for each cause

extension SyntaxProblem {
    private var unusableStart: Problem {
        let first = character(at: failure.at).map(String.init) ?? ""
        return make("text can't begin with \(quotedForPeople(first))", hint: quoteRest(from: failure.at))
    }

    private var unquotedIndicator: Problem {
        let isAlias = failure.context == "while scanning an alias"
        return make(
            "text can't begin with `\(isAlias ? "*" : "&")`, which marks an \(isAlias ? "alias" : "anchor")",
            at: failure.contextAt,
            hint: quoteRest(from: failure.contextAt)
        )
    }

    private var unexpectedColon: Problem {
        let before = linePrefix(of: failure.at)
        if let colon = before.firstRange(of: ": ") {
            let value = before[colon.upperBound...] + restOfLine(from: failure.at)
            return make("a second `: ` on this line", hint: "put the value in quotes: \(quoted(String(value)))")
        }
        let indentation = before.prefix { $0 == " " }.count
        let key = quotedForPeople(String(before.dropFirst(indentation)))
        return make(
            "\(key) is indented deeper than the line above, which has a value already",
            hint: "indent it as that line, or remove that line's value"
        )
    }

    private var missingColon: Problem {
        let start = failure.contextAt ?? failure.at
        let rest = restOfLine(from: start)
        if let colon = rest.firstIndex(of: ":"), rest.index(after: colon) < rest.endIndex {
            let key = rest[..<colon]
            let offset = start.offset + rest[..<colon].utf8.count
            let value = rest[rest.index(after: colon)...]
            return make(
                "a space is missing after the colon of \(quotedForPeople(String(key)))",
                at: source.mark(atOffset: offset),
                hint: "write \(quotedForPeople("\(key): \(value)"))"
            )
        }
        return make(
            "\(quotedForPeople(rest)) stands where a key is expected, and no `:` follows",
            at: start,
            hint: "write `key: value`; if it continues the text above, indent it deeper"
        )
    }

    private var unclosedQuote: Problem {
        let start = failure.contextAt ?? failure.at
        let quote = character(at: start).map(String.init) ?? "\""
        return make("the quote opened here is never closed", at: start, hint: "close it with `\(quote)`")
    }

    private var badEscape: Problem {
        let escape = restOfLine(from: failure.at).prefix(2)
        let hint =
            switch escape.last {
            case "x": "`\\x` takes 2 hexadecimal digits"
            case "u": "`\\u` takes 4 hexadecimal digits that name a character"
            case "U": "`\\U` takes 8 hexadecimal digits that name a character"
            default: "write `\\\\` for a backslash, or use single quotes"
            }
        return make("\(quotedForPeople(String(escape))) is no escape in double quotes", hint: hint)
    }

    private var badBlockHeader: Problem {
        let start = failure.contextAt ?? failure.at
        let indicator = character(at: start).map(String.init) ?? "|"
        return make(
            "`\(indicator)` begins a block of text, which starts on the next line",
            at: start,
            hint: quoteRest(from: start)
        )
    }

    private var unclosedBracket: Problem {
        let bracket = failure.problem.contains("}") ? ("{", "}") : ("[", "]")
        let opened = failure.contextAt ?? failure.at
        if failure.at.offset >= source.bytes.count {
            return make(
                "the `\(bracket.0)` opened here is never closed",
                at: opened,
                hint: "close it with `\(bracket.1)`"
            )
        }
        return make(
            "`,` or `\(bracket.1)` is expected here",
            hint: "close the `\(bracket.0)`, or put text with special characters in quotes",
            related: Problem.Related(message: "`\(bracket.0)` opened here", span: span(at: opened))
        )
    }

    private var missingValue: Problem {
        guard let found = character(at: failure.at) else { return make("a value is expected here") }
        return make("a value is expected here, not `\(found)`", hint: quoteRest(from: failure.at))
    }

    /// The structure of lines doesn't fit: text behind a closed value, or indentation that no line above has.
    private var badStructure: Problem {
        if let last, last.end.line == failure.at.line, last.end.offset > last.start.offset { return behindValue(last) }
        if let found = character(at: failure.at), ["]", "}", ","].contains(found) {
            return make("`\(found)` closes or separates nothing here", hint: quoteRest(from: failure.at))
        }
        let line = source.line(failure.at.line)
        if line.drop(while: { $0 == " " }).first == "\u{A0}" {
            return make("this line is indented with no-break spaces (U+00A0)", hint: "indent with ordinary spaces")
        }
        let indentation = failure.at.column - 1
        let spaces = indentation == 1 ? "1 space" : "\(indentation) spaces"
        if failure.problem == "did not find expected <document start>" {
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

    private func behindValue(_ last: TreeBuilder.LastNode) -> Problem {
        let closing = character(at: source.mark(atOffset: last.end.offset - 1)).map(String.init) ?? ""
        if last.isQuoted, last.start.line < last.end.line {
            return make(
                "text follows the closing `\(closing)`",
                hint: "is the closing quote missing in line \(last.start.line)?",
                related: Problem.Related(message: "the quote was opened here", span: span(at: last.start))
            )
        }
        let whole = source.text(from: last.start.offset, to: failure.at.offset) + restOfLine(from: failure.at)
        return make(
            "text follows the closing `\(closing)`",
            hint: last.start.line == last.end.line ? "put all of it in quotes: \(quoted(whole))" : nil
        )
    }
}

// MARK: - Places and quotations

extension SyntaxProblem {
    private func make(
        _ message: String,
        at mark: Mark? = nil,
        hint: String? = nil,
        related: Problem.Related? = nil
    ) -> Problem {
        Problem(.syntax, message, at: span(at: mark ?? failure.at), hint: hint, related: related)
    }

    /// The character at a mark; empty at a line's end.
    private func span(at mark: Mark) -> Span {
        let width = character(at: mark).map { String($0).utf8.count } ?? 0
        let end = Mark(offset: mark.offset + width, line: mark.line, column: mark.column + (width > 0 ? 1 : 0))
        return Span(source: source, start: mark, end: end)
    }

    private func character(at mark: Mark) -> Unicode.Scalar? {
        source.text(from: mark.offset, to: min(mark.offset + 4, lineEnd(from: mark.offset))).unicodeScalars.first
    }

    private func linePrefix(of mark: Mark) -> String {
        String(String.UnicodeScalarView(source.line(mark.line).unicodeScalars.prefix(mark.column - 1)))
    }

    /// What stands from a mark to the end of its line, without a comment.
    private func restOfLine(from mark: Mark) -> String {
        let rest = source.text(from: mark.offset, to: min(lineEnd(from: mark.offset), mark.offset + 400))
        let text = rest.firstRange(of: " #").map { rest[..<$0.lowerBound] } ?? rest[...]
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    private func lineEnd(from offset: Int) -> Int {
        var end = offset
        while end < source.bytes.count, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D { end += 1 }
        return end
    }

    private func quoteRest(from mark: Mark?) -> String? {
        guard let mark else { return nil }
        let rest = restOfLine(from: mark)
        return rest.isEmpty ? nil : "put it in quotes: \(quoted(rest))"
    }

    /// Text as YAML that reads as just that text.
    private func quoted(_ text: String) -> String { quotedForPeople(Quoting.quoted(text)) }
}
