import Testing
import YAML

@Suite struct YAMLWriterTests {
    @Test(arguments: [
        ("words", "words"), ("two words", "two words"), ("email != \"\" && x >= 0.5", "email != \"\" && x >= 0.5"),
        ("${X:-a}", "${X:-a}"), ("15m", "15m"), ("30d", "30d"), ("40/s", "40/s"), ("-x", "-x"), ("a:b", "a:b"),
        ("a#b", "a#b"),
        ("it's", "it's"), ("é 日本", "é 日本"), ("nobody", "nobody"), ("https://x/y?z=1#w", "https://x/y?z=1#w"),
        ("", "\"\""), ("no", "\"no\""), ("On", "\"On\""), ("y", "\"y\""), ("true", "\"true\""), ("null", "\"null\""),
        ("~", "\"~\""), ("017", "\"017\""), ("0x1F", "\"0x1F\""), ("1_000", "\"1_000\""), ("12:30", "\"12:30\""),
        ("2026-11-24", "\"2026-11-24\""), ("2026-11-24T10:00:00Z", "\"2026-11-24T10:00:00Z\""),
        ("2026-11-24 10:00:00 -5", "\"2026-11-24 10:00:00 -5\""), ("2026-11-24 webinar", "2026-11-24 webinar"),
        ("1e3", "\"1e3\""), (".5", "\".5\""), (".inf", "\".inf\""), ("-.INF", "\"-.INF\""), ("<<", "\"<<\""),
        ("=", "\"=\""),
        ("+4912345", "\"+4912345\""), ("1.2.3", "\"1.2.3\""),
        ("a: b", "\"a: b\""), ("a:", "\"a:\""), ("a #b", "\"a #b\""), ("- a", "\"- a\""), ("-", "\"-\""),
        ("? a", "\"? a\""),
        ("@a", "\"@a\""), ("*/15 * * * *", "\"*/15 * * * *\""), ("&a", "\"&a\""), ("!a", "\"!a\""), ("%a", "\"%a\""),
        ("`a`", "\"`a`\""), ("{a}", "\"{a}\""), ("[a]", "\"[a]\""), ("#a", "\"#a\""), ("'a'", "\"'a'\""),
        ("\"a\"", "'\"a\"'"), ("| a", "\"| a\""), ("> 5", "\"> 5\""), ("---", "\"---\""), ("... a", "\"... a\""),
        ("---a", "---a"),
        (" a", "\" a\""), ("a ", "\"a \""), ("\u{3000}a", "\"\u{3000}a\""), ("a\tb", "\"a\\tb\""),
        ("a\u{7}", "\"a\\x07\""),
        ("a\u{2028}b", "\"a\\u2028b\""),
        ("\u{FEFF}a", "\"\\uFEFFa\""), ("@'\"\\", "'@''\"\\'"), ("@'\u{301}\"", "'@''\u{301}\"'"),
        ("a\u{A0}b", "\"a\\xA0b\""),
    ])
    func `text is quoted exactly where a reader would misread it`(_ text: String, _ written: String) throws {
        let output = YAMLWriter.write(.mapping([.init("k", .string(text))]))
        #expect(output == "k: \(written)\n")
        #expect(parse(text: output).root?.mapping?["k"]?.scalar?.text == text)
        let asKey = YAMLWriter.write(.mapping([.init(text, .int(1))]))
        #expect(parse(text: asKey).root?.mapping?.names == [text])
    }

    @Test(arguments: [
        ("15", "15"), ("true", "true"), ("no", "no"), ("a: b", "\"a: b\""), ("", "\"\""), ("${X}", "${X}"),
    ])
    func `plain text is quoted only for the structure's sake`(_ text: String, _ written: String) {
        #expect(YAMLWriter.write(.mapping([.init("k", .scalar(text, as: .plain))])) == "k: \(written)\n")
    }

    @Test(arguments: [
        ("a\nb", "k: |-\n  a\n  b\n"), ("a\n\n  b: c # d\n", "k: |\n  a\n\n    b: c # d\n"),
        ("a\n\tb\n", "k: |\n  a\n  \tb\n"),
        ("a\n\n", "k: \"a\\n\\n\"\n"), (" a\nb", "k: \" a\\nb\"\n"), ("a \nb", "k: \"a \\nb\"\n"),
        ("\n", "k: \"\\n\"\n"),
        ("a\r\nb", "k: \"a\\r\\nb\"\n"), ("\na", "k: \"\\na\"\n"), ("---\n...\n", "k: |\n  ---\n  ...\n"),
    ])
    func `several lines are a literal block where nothing is lost by it`(_ text: String, _ output: String) {
        #expect(YAMLWriter.write(.mapping([.init("k", .string(text))])) == output)
        #expect(parse(text: output).root?.mapping?["k"]?.scalar?.text == text)
    }

    @Test func `a tree is printed as people write it`() {
        let tree = OutputNode.mapping([
            .init(
                "connectors",
                .mapping([.init("zoom", .mapping([.init("enabled", .bool(true), remarks: .init(behind: "on"))]))])
            ),
            .init(
                "pipelines",
                .mapping([
                    .init("empty", .mapping([])),
                    .init(
                        "stages",
                        .sequence([
                            .init(
                                .mapping([.init("filter", .string("a > 1")), .init("x", .null)]),
                                remarks: .init(above: ["First"])
                            ),
                            .init(
                                .mapping([
                                    .init("map", .mapping([.init("A", .double(0.5))]), remarks: .init(above: ["Then"]))
                                ])
                            ),
                            .init(.list([.int(1), .list([])])),
                            .init(.mapping([.init("k", .string("a\nb"))]), remarks: .init(behind: "last")),
                        ])
                    ),
                ]),
                remarks: .init(blankLineBefore: true, above: ["What runs", "", "two\nlines"])
            ),
        ])
        let output = """
            # Made by hand
            connectors:
              zoom:
                enabled: true # on

            # What runs
            #
            # two
            # lines
            pipelines:
              empty: {}
              stages:
                # First
                - filter: a > 1
                  x: null
                # Then
                - map:
                    A: 0.5
                - - 1
                  - []
                - # last
                  k: |-
                    a
                    b

            """
        #expect(YAMLWriter.write(tree, comments: ["Made by hand"]) == output)
        #expect(
            outline(parse(text: output).root)
                == "{connectors: {zoom: {enabled: true}}, pipelines: {empty: {}, stages: "
                + "[{filter: a > 1, x: null}, {map: {A: 0.5}}, [1, []], {k: |a⏎b|}]}}"
        )
    }

    @Test(arguments: [
        OutputNode.string("a\nb"), .string("no"), .list([]), .mapping([]), .int(5), .list([.string("---")]),
    ])
    func `any node can be the whole document`(_ tree: OutputNode) {
        #expect(sameTree(parse(text: YAMLWriter.write(tree)).root, tree))
    }

    @Test func `a comment can't become content`() {
        let remarks = OutputNode.Remarks(above: ["a\r\nb: 1\u{2028}c: 2\u{7}"], behind: "x\ny: 1")
        let output = YAMLWriter.write(.mapping([.init("k", .int(1), remarks: remarks)]))
        #expect(outline(parse(text: output).root) == "{k: 1}")
    }

    @Test func `a key too long for one line is read back`() {
        let key = String(repeating: "k", count: 5_000)
        let output = YAMLWriter.write(.mapping([.init(key, .mapping([.init("a", .int(1))])), .init("b", .int(2))]))
        #expect(outline(parse(text: output).root) == "{\(key): {a: 1}, b: 2}")
    }

    @Test func `everything written reads back equal`() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<400 {
            let tree = randomTree(depth: 4, &random)
            let output = YAMLWriter.write(tree)
            let result = parse(text: output)
            #expect(result.problems.isEmpty, "\(output)")
            #expect(sameTree(result.root, tree), "\(output)")
        }
    }
}

/// Whether a tree that was read is the tree that was written, texts never taken for anything else.
private func sameTree(_ node: Node?, _ tree: OutputNode) -> Bool {
    switch (node?.content, tree) {
    case (.scalar(let scalar), .scalar(let text, let form)):
        let isText =
            scalar.style != .plain
            || (!scalar.isNull && scalar.asBool == .other && scalar.asInt == nil && scalar.asDouble == nil)
        return scalar.text == text && (form == .plain || isText)
    case (.sequence(let nodes), .sequence(let items)):
        return nodes.count == items.count && zip(nodes, items).allSatisfy { sameTree($0, $1.value) }
    case (.mapping(let mapping), .mapping(let entries)):
        return mapping.names == entries.map(\.key)
            && zip(mapping.entries, entries).allSatisfy { sameTree($0.value, $1.value) }
    default: return false
    }
}

private func randomTree(depth: Int, _ random: inout SeededGenerator) -> OutputNode {
    func remarks() -> OutputNode.Remarks {
        .init(
            blankLineBefore: .random(using: &random),
            above: Bool.random(using: &random) ? [] : [randomText(&random)],
            behind: Bool.random(using: &random) ? nil : randomText(&random)
        )
    }
    switch Int.random(in: 0..<(depth > 0 ? 4 : 2), using: &random) {
    case 0: return .string(randomText(&random))
    case 1: return .int(.random(in: -9...99, using: &random))
    case 2:
        return .sequence(
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                .init(randomTree(depth: depth - 1, &random), remarks: remarks())
            }
        )
    default:
        var entries: [OutputNode.Entry] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let key = randomText(&random)
            guard !entries.contains(where: { $0.key == key }) else { continue }
            entries.append(.init(key, randomTree(depth: depth - 1, &random), remarks: remarks()))
        }
        return .mapping(entries)
    }
}

private func randomText(_ random: inout SeededGenerator) -> String {
    let pieces = [
        "a", "b c", "no", "1", "-", ":", ": ", " #", "#", "\n", "\n\n", "  ", "\t", "'", "\"", "\\", "{", "]", ",", "&",
        "*", "!", "%",
        "|", ">", "@", "`", "?", "~", "é", "日", "👍", "\u{301}", "\r", "\u{7}", "\u{85}", "\u{2028}", "\u{FEFF}", "\0",
        "---", "...",
        "<<", "=", ".", "0x", "12:30", "2026-11-24",
    ]
    return (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in pieces.randomElement(using: &random) }.joined()
}
