import Testing
import YAML

@Suite struct SpanTests {
    @Test(arguments: [
        ("plain: some words  # comment\n", "some words"),
        ("a: 'it''s' # c\n", "'it''s'"),
        ("a: \"x \\\" y\"\n", "\"x \\\" y\""),
        ("a: one\n  two\n\n  three\nb: 1\n", "one\n  two\n\n  three"),
        ("a: |\n  one\n  two\n\n# comment\nb: 1\n", "|\n  one\n  two"),
        ("a: >- # note\n\n  one\n\nb: 1\n", ">- # note\n\n  one"),
        ("é: [日, {b: c}] # x\n", "[日, {b: c}]"),
        ("a: {b: [1,\n 2]}\n", "{b: [1,\n 2]}"),
        ("a:\n  b: 1\n  c: 2 # x\n\n# y\nd: 3\n", "b: 1\n  c: 2"),
        ("a:\n- 1\n- - 2\n\nb: 3\n", "- 1\n- - 2"),
        ("a: &x !!str text\n", "text"),
        ("a: !!map &x # why\n  # because\n  b: 1\n", "b: 1"),
        ("a: &x\n  - 1\n", "- 1"),
        ("a: &x {b: 1}\n", "{b: 1}"),
        ("a:\nb: 1\n", ""),
        ("a: &x\nb: 1\n", ""),
        ("a: !!str\n", ""),
        ("a: &b:c d\n", ":c d"),
        ("a: [b: c ]\n", "[b: c ]"),
    ])
    func `a value's span covers just its content`(_ text: String, _ content: String) throws {
        let value = try #require(parse(text: text).root?.mapping?.entries.first?.value)
        #expect(value.span.text == content)
    }

    @Test func `marks count code points and lines in every kind of line break`() throws {
        let root = try #require(parse(text: "é👍: 1\r\nb: 2\rc: '日' \nd: x").root?.mapping)
        #expect(
            root.entries.map { "\($0.key.span.start) \($0.value.span.start) \($0.value.span.end)" } == [
                "1:1 1:5 1:6", "2:1 2:4 2:5", "3:1 3:4 3:7", "4:1 4:4 4:5",
            ]
        )
        #expect(root.entries.map { $0.value.span.text } == ["1", "2", "'日'", "x"])
    }

    @Test func `an empty value stands behind its colon`() throws {
        let value = try #require(parse(text: "a:\n\n# c\nb: 1\n").root?.mapping?["a"])
        #expect(value.span.start == Mark(offset: 2, line: 1, column: 3))
        #expect(value.isNull)
    }

    @Test func `an alias keeps the place of its anchor's content and its own`() throws {
        let root = try #require(parse(text: "a: &x\n  b: [1]\nc: *x\nd: *x\n").root?.mapping)
        let (first, alias) = (try #require(root["a"]), try #require(root["c"]))
        #expect(first.usedAt == nil)
        #expect(first.anchor == "x")
        #expect(alias.span == first.span)
        #expect(alias.usedAt?.text == "*x")
        #expect(alias.writtenAt.start.description == "3:4")
        #expect(root["d"]?.writtenAt.start.description == "4:4")
        #expect(outline(alias) == outline(first))
    }
}
