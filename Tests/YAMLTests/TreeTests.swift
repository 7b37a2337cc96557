import Testing
import YAML

@Suite struct TreeTests {
    @Test(arguments: [
        ("a: b", "{a: b}"), ("- a\n- 'b'\n- \"c\"\n- |\n d\n- >\n e\n", "[a, 'b', \"c\", |d⏎|, >e⏎>]"),
        ("---\na: 1\n...\n", "{a: 1}"), ("%YAML 1.2\n---\na\n", "a"), ("a: ${X:-1}\n", "{a: ${X:-1}}"),
        ("a:\n- b\n- c: 1\n  d: 2\n", "{a: [b, {c: 1, d: 2}]}"), ("[a: b, c]", "[{a: b}, c]"),
        ("{a, b: }", "{a: , b: }"),
        ("'on': no", "{on: no}"), ("? a\n: b\n? c\n", "{a: b, c: }"), ("a: !!str 5\nb: !!int '5'\n", "{a: 5, b: '5'}"),
        ("a: one\n  two\n\n  three\n", "{a: one two⏎three}"), ("é: 日本", "{é: 日本}"),
    ])
    func `a document becomes a tree`(_ text: String, _ tree: String) {
        let result = parse(text: text)
        #expect(lines(result.problems) == [])
        #expect(outline(result.root) == tree)
    }

    @Test(arguments: [
        ("a: &x 1\nb: *x\n*x : c\n", "{a: 1, b: 1, 1: c}"),
        ("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}"),
        ("a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}\n", "{a: {k: 1, l: 2}, b: {k: 3, +l: 2}}"),
        ("a: &x {k: 1}\nb: {k: 3, <<: *x}\n", "{a: {k: 1}, b: {k: 3}}"),
        ("a: &x {k: 1}\nb: &y {k: 2, l: 2}\nc: {<<: [*x, *y]}\n", "{a: {k: 1}, b: {k: 2, l: 2}, c: {+k: 1, +l: 2}}"),
        ("a: &x {k: 1}\nb: &y {<<: *x, l: 2}\nc:\n  <<: *y\n", "{a: {k: 1}, b: {l: 2, +k: 1}, c: {+l: 2, +k: 1}}"),
        ("a: {<<: {k: 1}}\n", "{a: {+k: 1}}"), ("a: {<<: []}\n", "{a: {}}"), ("a: {'<<': 1}\n", "{a: {<<: 1}}"),
    ])
    func `aliases and merge keys bring in what they name`(_ text: String, _ tree: String) {
        let result = parse(text: text)
        #expect(lines(result.problems) == [])
        #expect(outline(result.root) == tree)
    }

    @Test func `tags are kept in their short form`() {
        let root = parse(text: "!!map\na: !!str 5\nb: !<tag:yaml.org,2002:int> 5\nc: 5\n").root
        #expect(root?.tag == "!!map")
        #expect(["a", "b", "c"].map { root?.mapping?[$0]?.tag } == ["!!str", "!!int", nil])
    }

    @Test func `a mapping looks its keys up, few or many`() {
        for count in [1, 12, 13, 100] {
            let mapping = parse(text: (0..<count).map { "k\($0): v\($0)\n" }.joined()).root?.mapping
            #expect(mapping?["k\(count - 1)"]?.scalar?.text == "v\(count - 1)")
            #expect(mapping?.entry("k0")?.key.span.start == .start)
            #expect(mapping?["k\(count)"] == nil)
            #expect(mapping?.names.count == count)
        }
    }
}
