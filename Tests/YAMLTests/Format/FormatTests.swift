import Testing

@testable import YAML

@Suite struct FormatTests {
    /// A text, and its canonical layout.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let expected: String
    }

    static let cases = [
        Case(
            testDescription: "two spaces a level, lists below their key",
            text: """
                a:
                    b:
                    - 1
                    -   c: 2
                        d:
                            - x
                """,
            expected: """
                a:
                  b:
                    - 1
                    - c: 2
                      d:
                        - x
                """
        ),
        Case(
            testDescription: "one space behind colons, dashes and commas",
            text: "a:    1\nb:\t[1,2 ,  3 ]\nc: {x: 1,y:2 , z: {} }\nd: [ ]\ne: {\"q\":1}\n",
            expected: "a: 1\nb: [1, 2, 3]\nc: { x: 1, y:2, z: {} }\nd: []\ne: { \"q\": 1 }\n"
        ),
        Case(
            testDescription: "no spaces at line ends, one final line break, one empty line for several",
            text: "\n\na: 1   \n\n\n   \nb: 2\t\n\n\n",
            expected: "a: 1\n\nb: 2\n"
        ),
        Case(
            testDescription: "comments go with what they stand beside",
            text: """
                # head
                a:
                    # of b
                    b: 1   # behind b
                    # at the end of a
                # of c
                c:
                - x
                # of y
                - y
                    # deeper than anything
                # foot
                """,
            expected: """
                # head
                a:
                  # of b
                  b: 1   # behind b
                  # at the end of a
                # of c
                c:
                  - x
                  # of y
                  - y
                  # deeper than anything
                # foot
                """
        ),
        Case(
            testDescription: "comments below each other stay so",
            text: "a:   1       # one\nbbb:   22    # two\nc: 3 # three\n",
            expected: "a: 1       # one\nbbb: 22    # two\nc: 3 # three\n"
        ),
        Case(
            testDescription: "block scalars keep their text",
            text:
                "a:\n      b: |\n         one\n           two\n\n         three\n      c: >-   # folded\n        x\n        y\n      d: |3\n           lead\n         x\n",
            expected:
                "a:\n  b: |\n    one\n      two\n\n    three\n  c: >-   # folded\n    x\n    y\n  d: |2\n      lead\n    x\n"
        ),
        Case(
            testDescription: "the empty lines that `+` keeps are kept",
            text: "a: |+\n  x\n\n\nb: |+\n  y\n\n\n",
            expected: "a: |+\n  x\n\n\nb: |+\n  y\n\n\n"
        ),
        Case(
            testDescription: "a text that ends with the file",
            text: "a: |\n   x\n      ",
            expected: "a: |-\n  x\n     \n"
        ),
        Case(testDescription: "a text without a last line break", text: "a: |\n   x", expected: "a: |-\n  x\n"),
        Case(
            testDescription: "scalars on several lines",
            text: "a: one\n      two\nb: \"x\n\n   y\\\n      z\"\nc:\n   'it''s\n    long'\n",
            expected: "a: one\n  two\nb: \"x\n\n  y\\\n  z\"\nc:\n  'it''s\n  long'\n"
        ),
        Case(
            testDescription: "anchors, aliases, tags, merge keys and explicit keys",
            text: "a:   &x   {b: &k   1}\nc:\n    <<:   *x\n    *k : 2\nd: !!str   5\n?   e\n:    f\ng: &y\n    h: 1\n",
            expected: "a: &x { b: &k 1 }\nc:\n  <<: *x\n  *k : 2\nd: !!str 5\n? e\n: f\ng: &y\n  h: 1\n"
        ),
        Case(
            testDescription: "flow collections on several lines",
            text: "a: [\n        1,\n      {x: 1,\n    y: 2},   # two\n  # three\n  3\n    ]\nb:\n      - [\n  1\n ]\n",
            expected: "a: [\n  1,\n  { x: 1,\n    y: 2 },   # two\n  # three\n  3\n]\nb:\n  - [\n      1\n    ]\n"
        ),
        Case(
            testDescription: "lists of lists",
            text: "-   - a\n    -   - b\n        - c\n-\n   - d\n",
            expected: "- - a\n  - - b\n    - c\n-\n  - d\n"
        ),
        Case(testDescription: "line ends of Windows", text: "a: 1\r\nb:\r\n    - 2\r\n", expected: "a: 1\nb:\n  - 2\n"),
        Case(testDescription: "nothing but comments", text: "   # a\n# b", expected: "# a\n# b\n"),
        Case(
            testDescription: "document marks",
            text: "%YAML 1.2\n---   # begin\na:  1\n...\n",
            expected: "%YAML 1.2\n---   # begin\na: 1\n...\n"
        ),
        Case(testDescription: "wide characters", text: "名前:   [日本,  東京]   # 都\n", expected: "名前: [日本, 東京]   # 都\n"),
    ]

    @Test(arguments: cases)
    func `the layout is canonical`(_ example: Case) throws {
        let expected = example.expected.hasSuffix("\n") ? example.expected : example.expected + "\n"
        #expect(try formatted(SourceText(name: "a.yaml", text: example.text)) == expected)
        #expect(try formatted(SourceText(name: "a.yaml", text: expected)) == expected)
    }

    @Test func `a file with problems is not formatted`() {
        for text in ["a: [1", "a: 1\na: 2\n", "a: *nobody"] {
            #expect(throws: FormatFailure.self) { try formatted(SourceText(name: "a.yaml", text: text)) }
        }
    }

    @Test(arguments: 0..<250)
    func `a file in any layout says the same afterwards`(seed: Int) throws {
        var writer = RandomLayout(seed: UInt64(seed))
        let text = writer.text()
        let source = SourceText(name: "\(seed).yaml", text: text)
        try #require(parse(source).problems.isEmpty, "\(text)")
        do {
            let once = try formatted(source)
            #expect(try formatted(SourceText(name: "again.yaml", text: once)) == once, "\(text)")
            #expect(!once.contains(" \n"), "\(once)")
            for number in 0..<writer.comments { #expect(once.contains("# comment \(number)\n"), "\(once)") }
        } catch { Issue.record("\(error) of \(text)") }
    }
}
