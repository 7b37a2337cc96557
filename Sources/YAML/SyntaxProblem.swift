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
        case "could not find expected ':'": missingColon(at: failure.contextAt ?? failure.at)
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
        case "found incompatible YAML document":
            make("the file asks for a YAML version other than 1.2", hint: "remove its `%YAML` line")
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

// MARK: - Places and quotations

extension SyntaxProblem {
    func make(
        _ message: String,
        at mark: Mark? = nil,
        hint: String? = nil,
        related: Problem.Related? = nil
    ) -> Problem {
        Problem(.syntax, message, at: span(at: mark ?? failure.at), hint: hint, related: related)
    }

    /// The character at a mark; empty at a line's end.
    func span(at mark: Mark) -> Span {
        let width = character(at: mark).map { String($0).utf8.count } ?? 0
        let end = Mark(offset: mark.offset + width, line: mark.line, column: mark.column + (width > 0 ? 1 : 0))
        return Span(source: source, start: mark, end: end)
    }

    func character(at mark: Mark) -> Unicode.Scalar? {
        source.text(from: mark.offset, to: min(mark.offset + 4, lineEnd(from: mark.offset))).unicodeScalars.first
    }

    func linePrefix(of mark: Mark) -> String {
        String(String.UnicodeScalarView(source.line(mark.line).unicodeScalars.prefix(mark.column - 1)))
    }

    /// What stands from a mark to the end of its line, without a comment.
    func restOfLine(from mark: Mark) -> String {
        let rest = source.text(from: mark.offset, to: min(lineEnd(from: mark.offset), mark.offset + 400))
        let text = rest.firstRange(of: " #").map { rest[..<$0.lowerBound] } ?? rest[...]
        return String(text.reversed().drop { $0 == " " }.reversed())
    }

    func lineEnd(from offset: Int) -> Int {
        var end = offset
        while end < source.bytes.count, source.bytes[end] != 0x0A, source.bytes[end] != 0x0D { end += 1 }
        return end
    }

    func quoteRest(from mark: Mark?) -> String? {
        guard let mark else { return nil }
        var rest = restOfLine(from: mark)
        // What closes a bracket opened further left isn't part of the text.
        while rest.count > 1, let bracket = rest.last, ["}", "]"].contains(bracket),
            rest.count(where: { "}]".contains($0) }) > rest.count(where: { "{[".contains($0) })
        {
            rest.removeLast()
            rest = String(rest.reversed().drop { $0 == " " }.reversed())
        }
        return rest.isEmpty ? nil : "put it in quotes: \(quoted(rest))"
    }

    /// Text as YAML that reads as just that text.
    func quoted(_ text: String) -> String { quotedForPeople(Quoting.quoted(text)) }
}
