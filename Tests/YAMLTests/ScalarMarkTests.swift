import Testing
import YAML

@Suite struct ScalarMarkTests {
    /// Each text has one `X` in a value, whose place in the file must be found from its place in the text.
    @Test(arguments: [
        "a: X", "é: 日本 X", "a: b\n  c X\n", "a: b\n\n\n   X y\n", "a: b\r\n  X\r\n",
        "a: 'X'", "a: 'it''s X'", "a: 'b\n\n  X'", "a: ' b \n \t X '",
        "a: \"X\"", "a: \"\\n\\x41\\u00e9\\U0001F600\\\"\\\\X\"", "a: \"b \\\n   X\"", "a: \"b\\\n\n  \\  X\"",
        "a: \"日\n\n b X\"",
        "a: |\n  b\n   X\n", "a: |2\n    X\n", "a: |+ # why\n\n\n  b\n\n  é X\n\n", "a:\n  - |-\n   b\n   X",
        "a: >\n  b\n  c X\n", "a: >\n  b\n\n\n  c\n    d\n    e\n\n  X\n", "a: >2-\n    b\n  c\n  X\n\n",
        "a: |\r\n  b\r\n  X\r\n",
        "a: &q !!str X", "a: &q |\n X\n",
    ])
    func `a character inside a scalar is found in the file`(_ text: String) throws {
        let result = parse(text: text)
        #expect(result.problems.isEmpty)
        let scalar = try #require(
            allNodes(result.root).compactMap(\.scalar).first { $0.text.utf8.contains(UInt8(ascii: "X")) }
        )
        let position = try #require(scalar.text.utf8.firstIndex(of: UInt8(ascii: "X")))
        let mark = scalar.mark(at: scalar.text.utf8.distance(from: scalar.text.startIndex, to: position))
        let wanted = try #require(Array(text.utf8).firstIndex(of: UInt8(ascii: "X")))
        #expect(mark == scalar.span.source.mark(atOffset: wanted))
    }

    @Test func `a stretch of the text has a span, to the end of the content`() throws {
        let scalar = try #require(parse(text: "f: \"a \\u003e b\"").root?.mapping?["f"]?.scalar)
        #expect(scalar.text == "a > b")
        #expect(scalar.span(of: 2..<3).text == "\\u003e")
        #expect(scalar.span(of: 4..<5).text == "b")
        #expect(scalar.mark(at: 5).column == 15)
        #expect(scalar.mark(at: 500).column == 15)
    }

    @Test func `line breaks are found where nothing is visible`() throws {
        let scalar = try #require(parse(text: "a: |+ # c\n  \n\nb: 1").root?.mapping?["a"]?.scalar)
        #expect(scalar.text == "\n\n")
        #expect([0, 1, 2].map { scalar.mark(at: $0).description } == ["2:3", "3:1", "4:1"])
    }

    @Test func `a text that isn't in the file is shown at the scalar's start`() throws {
        let scalar = try #require(parse(text: "a: ${X}").root?.mapping?["a"]?.scalar)
        let substituted = Scalar(text: "value", style: scalar.style, span: scalar.span)
        #expect(substituted.mark(at: 3) == scalar.span.start)
    }
}
