import Testing
import YAML

@Suite struct ProblemTests {
    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key the key `a` is given twice (first at 1:1)"], "{a: 1, b: 2}"),
        ("a: 1\n\"a\": 2\n", ["2:1 duplicate-key the key `a` is given twice (first at 1:1)"], "{a: 1}"),
        ("x: {é: 1, é: 2}\n", ["1:11 duplicate-key the key `é` is given twice (first at 1:5)"], "{x: {é: 1}}"),
        (
            "a: 1\na: {b: 1, b: 2}\n",
            [
                "2:1 duplicate-key the key `a` is given twice (first at 1:1)",
                "2:11 duplicate-key the key `b` is given twice (first at 2:5)",
            ], "{a: 1}"
        ),
        ("\"a\\e\": 1\n'a\\e': 2\n", [], "{a\u{1B}: 1, a\\e: 2}"),
        ("a: !secret x\n", ["1:4 unknown-tag the tag `!secret` is unknown"], "{a: x}"),
        ("a: ! x\n", ["1:4 unknown-tag the tag `!` is unknown"], "{a: x}"),
        ("a: &b !!python/object x\n", ["1:7 unknown-tag the tag `!!python/object` is unknown"], "{a: x}"),
        (
            "[!a x, !b y]\n", ["1:2 unknown-tag the tag `!a` is unknown", "1:8 unknown-tag the tag `!b` is unknown"],
            "[x, y]"
        ),
        ("a: !!seq {}\n", ["1:4 tag-mismatch the tag `!!seq` doesn't fit what follows it"], "{a: {}}"),
        ("a: *b\n", ["1:4 undefined-alias no anchor `&b` stands above this alias"], "{a: }"),
        ("a: *b\nb: &b 1\n", ["1:4 undefined-alias no anchor `&b` stands above this alias"], "{a: , b: 1}"),
        ("a: &x {b: *x}\n", ["1:11 recursive-alias `*x` stands inside the node that `&x` marks"], "{a: {b: }}"),
        ("&x a: &x [*x]\n", ["1:11 recursive-alias `*x` stands inside the node that `&x` marks"], "{a: []}"),
        ("a: 1\n---\nb: 2\n", ["2:1 multiple-documents a second document begins here; a file holds one"], "{a: 1}"),
        ("? [a, b]\n: 1\nc: 2\n", ["1:3 non-scalar-key a list can't be a key"], "{c: 2}"),
        ("a: {{ b }}\n", ["1:5 non-scalar-key a mapping can't be a key"], "{a: {}}"),
        ("<<: 5\na: 1\n", ["1:5 merge-key `<<` merges mappings, and this is text"], "{a: 1}"),
        ("<<:\na: 1\n", ["1:4 merge-key `<<` merges mappings, and this is nothing"], "{a: 1}"),
        (
            "a: &a {x: 1}\nb: &b [y]\nc: {<<: [*a, *b]}\n",
            ["3:14 merge-key `<<` merges mappings, and this is a list"], "{a: {x: 1}, b: [y], c: {+x: 1}}"
        ),
        ("a: {<<: *z}\n", ["1:9 undefined-alias no anchor `&z` stands above this alias"], "{a: {}}"),
        (
            "a: &a {x: 1}\nb: {<<: *a, <<: *a}\n",
            ["2:13 duplicate-key the key `<<` is given twice (first at 2:5)"], "{a: {x: 1}, b: {+x: 1}}"
        ),
    ])
    func `a problem is told where it stands, and reading goes on`(_ text: String, _ problems: [String], _ tree: String)
    {
        let result = parse(text: text)
        #expect(lines(result.problems) == problems)
        #expect(outline(result.root) == tree)
    }

    @Test func `a duplicate key names both places`() throws {
        let problem = try #require(parse(text: "a: 1\nab: 2\na: 3\n").problems.first)
        #expect(problem.span.text == "a")
        #expect(
            problem.related
                == Problem.Related(message: "first given here", span: problem.span.source.span(from: 0, to: 1))
        )
        #expect(problem.span.description == "test.yaml:3:1")
    }

    @Test func `a duplicate is found among many keys`() {
        let keys = (0..<200).map { "k\($0): \($0)" } + ["k7: x", "k150: x"]
        let result = parse(text: keys.joined(separator: "\n"))
        #expect(
            lines(result.problems) == [
                "201:1 duplicate-key the key `k7` is given twice (first at 8:1)",
                "202:1 duplicate-key the key `k150` is given twice (first at 151:1)",
            ]
        )
        #expect(result.root?.mapping?["k150"]?.scalar?.text == "150")
        #expect(result.root?.mapping?["k200"] == nil)
    }

    @Test func `a quoted key can't write to the terminal`() {
        let result = parse(text: "\"\\e[31m\\n\": 1\n\"\\e[31m\\n\": 2\n")
        #expect(lines(result.problems) == ["2:1 duplicate-key the key `\\u{1B}[31m\\n` is given twice (first at 1:1)"])
    }

    @Test func `after a thousand problems the rest is left out, and that is said`() {
        let result = parse(text: String(repeating: "a: 1\n", count: 5_000))
        #expect(result.root == nil)
        #expect(result.problems.count == 1_001)
        #expect(result.problems.last?.kind == .tooManyProblems)
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "\u{FEFF}", "   ", "# a\n  # b"])
    func `a text without content has no tree and no problem`(_ text: String) {
        let result = parse(text: text)
        #expect(result.root == nil)
        #expect(result.problems.isEmpty)
    }
}
