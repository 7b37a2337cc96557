import Testing
import YAML

@Suite struct SyntaxProblemTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let place: String
        let message: String
        let hint: String?

        init(_ text: String, _ place: String, _ message: String, _ hint: String?) {
            self.text = text
            self.place = place
            self.message = message
            self.hint = hint
        }

        var testDescription: String { text.debugDescription }
    }

    static let cases = [
        Case("a:\n\tb: 1\n", "2:1", #"a tab stands where YAML takes only spaces"#, #"indent with spaces"#),
        Case("a: 1\nb:2\nc: 3\n", "2:2", #"a space is missing after the colon of `b`"#, #"write `b: 2`"#),
        Case("b:2\nc: 3\n", "1:2", #"a space is missing after the colon of `b`"#, #"write `b: 2`"#),
        Case("a: \"foo\n", "1:4", #"the quote opened here is never closed"#, #"close it with `"`"#),
        Case(
            "a: 'foo\nb: 'bar'\n",
            "2:5",
            #"text follows the closing `'`"#,
            #"is the closing quote missing in line 1?"#
        ),
        Case(
            "a: \"foo\nb: \"bar\"\n",
            "2:5",
            #"text follows the closing `"`"#,
            #"is the closing quote missing in line 1?"#
        ),
        Case("a: {foo} bar\n", "1:10", #"text follows the closing `}`"#, #"put all of it in quotes: `"{foo} bar"`"#),
        Case(
            "a: [Demo] Webinar\n",
            "1:11",
            #"text follows the closing `]`"#,
            #"put all of it in quotes: `"[Demo] Webinar"`"#
        ),
        Case("a: @team\n", "1:4", #"text can't begin with `@`"#, #"put it in quotes: `"@team"`"#),
        Case("a: `x`\n", "1:4", #"text can't begin with a backquote"#, #"put it in quotes: `"`x`"`"#),
        Case("a: %x\n", "1:4", #"text can't begin with `%`"#, #"put it in quotes: `"%x"`"#),
        Case("%x: 1\n", "1:1", #"a line that begins with `%` is a directive, and this is none that YAML knows"#, nil),
        Case(
            "on: */15 * * * *\n",
            "1:5",
            #"text can't begin with `*`, which marks an alias"#,
            #"put it in quotes: `"*/15 * * * *"`"#
        ),
        Case(
            "on: * * * * *\n",
            "1:5",
            #"text can't begin with `*`, which marks an alias"#,
            #"put it in quotes: `"* * * * *"`"#
        ),
        Case("a: & b\n", "1:4", #"text can't begin with `&`, which marks an anchor"#, #"put it in quotes: `"& b"`"#),
        Case(
            "a: 1\n  b: 2\n",
            "2:4",
            #"`b` is indented deeper than the line above, which has a value already"#,
            #"indent it as that line, or remove that line's value"#
        ),
        Case(
            "a:\n  b: 1\n c: 2\n",
            "3:2",
            #"the indentation by 1 space fits no line above"#,
            #"give lines of one level the same indentation"#
        ),
        Case(
            "  a: 1\nb: 2\n",
            "2:1",
            #"this line belongs to nothing above: it is indented by 0 spaces"#,
            #"give lines of one level the same indentation"#
        ),
        Case(
            "a:\n  b: 1\n   c: 2\n",
            "3:5",
            #"`c` is indented deeper than the line above, which has a value already"#,
            #"indent it as that line, or remove that line's value"#
        ),
        Case("t: Demo: part 2\n", "1:8", #"a second `: ` on this line"#, #"put the value in quotes: `"Demo: part 2"`"#),
        Case(
            "t: Demo: part 2 # c\n",
            "1:8",
            #"a second `: ` on this line"#,
            #"put the value in quotes: `"Demo: part 2"`"#
        ),
        Case(
            "a: - b\n",
            "1:4",
            #"a list can't begin here"#,
            #"begin it on the next line, `- ` indented below its key"#
        ),
        Case("- a\nb: 1\n", "2:1", #"a key stands among list items"#, #"indent it below its key, or remove the `- `"#),
        Case("a: 1\n- b\n", "2:1", #"a list item stands among keys"#, #"indent it below its key, or remove the `- `"#),
        Case(
            "a:\n  - x\n  b: 1\n",
            "3:3",
            #"a key stands among list items"#,
            #"indent it below its key, or remove the `- `"#
        ),
        Case(
            "f: >= 5\n",
            "1:4",
            #"`>` begins a block of text, which starts on the next line"#,
            #"put it in quotes: `">= 5"`"#
        ),
        Case(
            "f: |x\n",
            "1:4",
            #"`|` begins a block of text, which starts on the next line"#,
            #"put it in quotes: `"|x"`"#
        ),
        Case("a: ]\n", "1:4", #"a value is expected here, not `]`"#, #"put it in quotes: `"]"`"#),
        Case("a: , b\n", "1:4", #"a value is expected here, not `,`"#, #"put it in quotes: `", b"`"#),
        Case("a: [1, 2\n", "1:4", #"the `[` opened here is never closed"#, #"close it with `]`"#),
        Case(
            "a: [1, 2\nb: 3\n",
            "2:2",
            #"`,` or `]` is expected here"#,
            #"close the `[`, or put text with special characters in quotes"#
        ),
        Case(
            "a: {b: 1\nc: 2\n",
            "2:2",
            #"`,` or `}` is expected here"#,
            #"close the `{`, or put text with special characters in quotes"#
        ),
        Case(
            "p: \"C:\\dir\"\n",
            "1:7",
            #"`\d` is no escape in double quotes"#,
            #"write `\\` for a backslash, or use single quotes"#
        ),
        Case(
            "p: \"\\u12\"\n",
            "1:5",
            #"`\u` is no escape in double quotes"#,
            #"`\u` takes 4 hexadecimal digits that name a character"#
        ),
        Case("a: !e!x y\n", "1:4", #"the tag's handle is declared by no `%TAG`"#, #"put it in quotes: `"!e!x y"`"#),
        Case(
            "%YAML 1.3\n---\na: 1\n",
            "1:1",
            #"the file asks for a YAML version other than 1.2"#,
            #"remove its `%YAML` line"#
        ),
        Case("a: 'it's'\n", "1:8", #"text follows the closing `'`"#, #"write `''` for a `'` inside single quotes"#),
        Case("a: \"x\" y\n", "1:8", #"text follows the closing `"`"#, #"put all of it in quotes: `'"x" y'`"#),
        Case(
            "? a\n  b: c\n",
            "2:4",
            #"`b` is indented deeper than the line above, which has a value already"#,
            #"indent it as that line, or remove that line's value"#
        ),
        Case(
            "a: b\n c\nd\ne: 1\n",
            "3:1",
            #"`d` stands where a key is expected, and no `:` follows"#,
            #"write `key: value`; if it continues the text above, indent it deeper"#
        ),
        Case(
            "foo\nbar: 1\n",
            "1:1",
            #"`foo` stands where a key is expected, and no `:` follows"#,
            #"write `key: value`; if it continues the text above, indent it deeper"#
        ),
        Case(
            "- a\n- b: 1\n   c: 2\n",
            "3:5",
            #"`c` is indented deeper than the line above, which has a value already"#,
            #"indent it as that line, or remove that line's value"#
        ),
        Case("a: !<x y\n", "1:4", #"this is no valid tag"#, #"put it in quotes: `"!<x y"`"#),
        Case("key: [a, b]]\n", "1:12", #"text follows the closing `]`"#, #"put all of it in quotes: `"[a, b]]"`"#),
        Case("a: 'x\n---\nb: 1'\n", "1:4", #"the quote opened here is never closed"#, #"close it with `'`"#),
        Case("a: ? b\n", "1:4", #"a key can't begin here with `?`"#, #"put it in quotes: `"? b"`"#),
        Case(
            "x: {a: 1, b}: y\n",
            "1:13",
            #"a second `: ` on this line"#,
            #"put the value in quotes: `"{a: 1, b}: y"`"#
        ),
        Case("a: |\n\tfoo\n", "2:1", #"a tab stands where YAML takes only spaces"#, #"indent with spaces"#),
        Case("a: |\n  foo\n\tbar\n", "3:1", #"a tab stands where YAML takes only spaces"#, #"indent with spaces"#),
        Case("a: \"x\n  y\" z\n", "2:6", #"text follows the closing `"`"#, #"is the closing quote missing in line 1?"#),
        Case(
            "stages:\n  - map:\n    a: b\n   filter: x\n",
            "4:4",
            #"the indentation by 3 spaces fits no line above"#,
            #"give lines of one level the same indentation"#
        ),
        Case("a: 'x': y\n", "1:7", #"a second `: ` on this line"#, #"put the value in quotes: `"'x': y"`"#),
        Case("a: b: \n", "1:5", #"a second `: ` on this line"#, #"put the value in quotes: `"b:"`"#),
        Case("  \tb: 1\n", "1:3", #"a tab stands where YAML takes only spaces"#, #"indent with spaces"#),
        Case(
            "a: b\n...\nc: d\n",
            "3:1",
            #"the document has ended above this line"#,
            #"a file holds one mapping or list"#
        ),
        Case(
            "{a: b} \nc: d\n",
            "2:1",
            #"the document has ended above this line"#,
            #"a file holds one mapping or list"#
        ),
        Case(
            "\"a\nb\": c\n",
            "1:1",
            #"`"a` stands where a key is expected, and no `:` follows"#,
            #"write `key: value`; if it continues the text above, indent it deeper"#
        ),
        Case(
            "a\n b: c\n",
            "1:1",
            #"`a` stands where a key is expected, and no `:` follows"#,
            #"write `key: value`; if it continues the text above, indent it deeper"#
        ),
    ]

    @Test(arguments: cases)
    func `a syntax problem says where it is, what is wrong and what to write`(_ expected: Case) throws {
        let result = parse(text: expected.text)
        #expect(result.root == nil)
        let problem = try #require(result.problems.first)
        #expect(result.problems.count == 1)
        #expect(problem.kind == .syntax)
        #expect(problem.span.start.description == expected.place)
        #expect(problem.message == expected.message)
        #expect(problem.hint == expected.hint)
    }

    @Test func `a quote that swallowed lines is shown where it was opened`() throws {
        let problem = try #require(parse(text: "a: \"foo\nb: \"bar\"\n").problems.first)
        #expect(problem.related?.message == "the quote was opened here")
        #expect(problem.related?.span.start.description == "1:4")
    }

    @Test func `problems before a syntax problem are told too`() {
        let result = parse(text: "a: 1\na: 2\nb: @x\n")
        #expect(
            lines(result.problems) == [
                "2:1 duplicate-key the key `a` is given twice (first at 1:1)", "3:4 syntax text can't begin with `@`",
            ]
        )
    }

    @Test func `indentation with no-break spaces is told, as it looks right`() {
        #expect(
            lines(parse(text: "a:\n\u{A0}\u{A0}b: 1\n").problems) == [
                "2:1 syntax this key is indented with another character than spaces, as a no-break space"
            ]
        )
    }

    @Test(arguments: [("a: b:2", "write `b: 2`"), ("a: b::c", nil), ("a: https://x", nil), ("a: 'b:2'", nil)])
    func `text that looks like a key without its space has a hint`(_ text: String, _ hint: String?) throws {
        let scalar = try #require(parse(text: text).root?.mapping?["a"]?.scalar)
        #expect(scalar.missingSpaceHint == hint.map { "a space is missing after the colon: \($0)" })
    }
}
