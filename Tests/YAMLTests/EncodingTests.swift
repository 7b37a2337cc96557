import Testing
import YAML

@Suite struct EncodingTests {
    @Test(
        arguments: [
            ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "1:4", "the byte 0xE9 is not UTF-8"),
            ([0x61, 0x3A, 0x20, 0x31, 0x0A, 0x62, 0x3A, 0x20, 0xC3, 0xA9, 0x80], "2:5", "the byte 0x80 is not UTF-8"),
            ([0x61, 0xC0, 0xAF], "1:2", "the byte 0xC0 is not UTF-8"),
            ([0x61, 0xED, 0xA0, 0x80], "1:2", "the byte 0xED is not UTF-8"),
            ([0xF4, 0x90, 0x80, 0x80], "1:1", "the byte 0xF4 is not UTF-8"),
            ([0x61, 0xF0, 0x9F, 0x98], "1:2", "the byte 0xF0 is not UTF-8"),
            ([0xFF, 0xFE, 0x61, 0x00], "1:1", "the file is UTF-16, not UTF-8"),
            ([0xFE, 0xFF, 0x00, 0x61], "1:1", "the file is UTF-16, not UTF-8"),
            ([0x61, 0x00, 0x3A, 0x00], "1:1", "the file is UTF-16, not UTF-8"),
            ([0x61, 0x61, 0x00], "1:3", "the control character U+0000 is not allowed"),
            ([0x0D, 0x0A, 0x61, 0x07], "2:2", "the control character U+0007 is not allowed"),
            ([0x61, 0x7F], "1:2", "the control character U+007F is not allowed"),
            ([0xC2, 0x85], "1:1", "the invisible line separator U+0085 ends a line for some programs only"),
            (
                [0x61, 0xE2, 0x80, 0xA8], "1:2",
                "the invisible line separator U+2028 ends a line for some programs only"
            ),
            ([0x61, 0xEF, 0xBB, 0xBF], "1:2", "an invisible byte order mark (U+FEFF) stands inside the file"),
            ([0x61, 0xEF, 0xBF, 0xBF], "1:2", "U+FFFF is not a character"),
        ] as [([UInt8], String, String)]
    )
    func `what is no clean UTF-8 is refused at its place`(_ bytes: [UInt8], _ place: String, _ message: String) throws {
        let result = parse(SourceText(name: "test.yaml", bytes: bytes))
        #expect(result.root == nil)
        #expect(lines(result.problems) == ["\(place) bad-encoding \(message)"])
        #expect(result.problems.first?.hint != nil)
    }

    @Test(arguments: ["é: 日本\n", "a: 👩‍👩‍👧\n", "a: \u{10FFFD}\u{FFFD}\u{E000}\n", "a:\u{9}b\r\nc: d\r\n"])
    func `all other characters are read`(_ text: String) {
        #expect(parse(text: text).problems.isEmpty)
    }

    @Test func `a byte order mark at the start is no character`() throws {
        let source = SourceText(name: "test.yaml", text: "\u{FEFF}é: *x\n")
        let problem = try #require(parse(source).problems.first)
        #expect(problem.span.start == Mark(offset: 7, line: 1, column: 4))
        #expect(problem.span.text == "*x")
        #expect(source.line(1) == "é: *x")
        #expect(source.mark(atOffset: 3) == Mark(offset: 3, line: 1, column: 1))
    }
}
