/// Characters that are in the wrong place: one finding for each cause.
extension SyntaxProblem {
    var unusableStart: Problem {
        let first = character(at: failure.at).map(String.init) ?? ""
        let shown = first == "`" ? "a backquote" : quotedForPeople(first)
        return make("text can't begin with \(shown)", hint: quoteRest(from: failure.at))
    }

    var unquotedIndicator: Problem {
        let isAlias = failure.context == "while scanning an alias"
        return make(
            "text can't begin with `\(isAlias ? "*" : "&")`, which marks an \(isAlias ? "alias" : "anchor")",
            at: failure.contextAt,
            hint: quoteRest(from: failure.contextAt)
        )
    }

    var unexpectedColon: Problem {
        let before = linePrefix(of: failure.at)
        if let colon = before.firstRange(of: ": ") {
            let value = before[colon.upperBound...] + restOfLine(from: failure.at)
            return make("a second `: ` on this line", hint: "put the value in quotes: \(quoted(String(value)))")
        }
        if let textAbove { return missingColon(at: textAbove) }
        let indentation = before.prefix { $0 == " " }.count
        let key = quotedForPeople(String(before.dropFirst(indentation)))
        return make(
            "\(key) is indented deeper than the line above, which has a value already",
            hint: "indent it as that line, or remove that line's value"
        )
    }

    /// The line above, if it has neither a key nor a list item.
    var textAbove: Mark? {
        for number in stride(from: failure.at.line - 1, to: 0, by: -1) {
            let content = source.line(number).drop { $0 == " " }
            if content.isEmpty || content.hasPrefix("#") { continue }
            let isKey = content.contains(": ") || content.last == ":"
            guard !isKey, !content.hasPrefix("- "), !content.hasPrefix("? ") else { return nil }
            return source.mark(line: number, column: source.line(number).unicodeScalars.prefix { $0 == " " }.count + 1)
        }
        return nil
    }

    func missingColon(at start: Mark) -> Problem {
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

    var unclosedQuote: Problem {
        let start = failure.contextAt ?? failure.at
        let quote = character(at: start).map(String.init) ?? "\""
        return make("the quote opened here is never closed", at: start, hint: "close it with `\(quote)`")
    }

    var badEscape: Problem {
        let isUnknown = failure.problem == "found unknown escape character"
        let place = source.mark(atOffset: failure.at.offset - (isUnknown ? 0 : 2))
        let escape = restOfLine(from: place).prefix(2)
        let hint =
            switch escape.last {
            case "x": "`\\x` takes 2 hexadecimal digits"
            case "u": "`\\u` takes 4 hexadecimal digits that name a character"
            case "U": "`\\U` takes 8 hexadecimal digits that name a character"
            default: "write `\\\\` for a backslash, or use single quotes"
            }
        return make("\(quotedForPeople(String(escape))) is no escape in double quotes", at: place, hint: hint)
    }

    var badBlockHeader: Problem {
        let start = failure.contextAt ?? failure.at
        let indicator = character(at: start).map(String.init) ?? "|"
        return make(
            "`\(indicator)` begins a block of text, which starts on the next line",
            at: start,
            hint: quoteRest(from: start)
        )
    }

    var unclosedBracket: Problem {
        let bracket = failure.problem.contains("}") ? ("{", "}") : ("[", "]")
        let opened = failure.contextAt ?? failure.at
        if failure.at.offset >= source.bytes.count {
            return make(
                "the `\(bracket.0)` opened here is never closed",
                at: opened,
                hint: "close it with `\(bracket.1)`"
            )
        }
        if let unquotedReference { return unquotedReference }
        return make(
            "`,` or `\(bracket.1)` is expected here",
            hint: "close the `\(bracket.0)`, or put text with special characters in quotes",
            related: Problem.Related(message: "`\(bracket.0)` opened here", span: span(at: opened))
        )
    }

    /// `${NAME}` without quotes, whose brace YAML takes for its own.
    private var unquotedReference: Problem? {
        guard let last, !last.isQuoted, last.end == failure.at, character(at: failure.at) == "{" else { return nil }
        let before = source.text(from: last.start.offset, to: failure.at.offset)
        let rest = restOfLine(from: failure.at)
        guard before.hasSuffix("$"), let close = rest.firstIndex(of: "}") else { return nil }
        let value = before + rest[...close]
        return make(
            "a `${…}` inside `{}` or `[]` needs quotes",
            at: last.start,
            hint: "write \(quotedForPeople("\"\(value)\""))"
        )
    }

    var missingValue: Problem {
        guard let found = character(at: failure.at) else { return make("a value is expected here") }
        return make("a value is expected here, not `\(found)`", hint: quoteRest(from: failure.at))
    }
}
