import Testing

@testable import FilesConnector

@Suite struct CSVParserTests {
    private func parse(_ text: String, delimiter: Character = ",", pieces: Int = 1_000) -> [(Int, [String], String?)] {
        var parser = CSVParser(delimiter: delimiter.asciiValue ?? 0)
        var rows: [(Int, [String], String?)] = []
        let take = { (record: CSVRecord) in
            rows.append((record.line, (0..<record.count).map { record.text($0) ?? "?" }, record.problem))
        }
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            parser.parse(Array(bytes[start..<min(start + pieces, bytes.count)]), take)
        }
        parser.finish(take)
        return rows
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a\rb\r", [["a"], ["b"]]), ("\"a,b\",c", [["a,b", "c"]]), ("\"a\"\"b\"\"\"", [["a\"b\""]]),
        ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]), ("\"a\n\n\nb\"", [["a\n\n\nb"]]),
        ("a,\n,b\n,", [["a", ""], ["", "b"], ["", ""]]),
        ("\n\r\n\na\n\n", [["a"]]), ("\"\"\n\"\",\"\"", [[""], ["", ""]]), ("a\"b,c\"", [["a\"b", "c\""]]),
        (" a , b ", [[" a ", " b "]]), ("", []), ("\"a\r\",b", [["a\r", "b"]]), ("\"\r\n\"\r\nx", [["\r\n"], ["x"]]),
        ("é,日本\n", [["é", "日本"]]),
    ])
    func `records are split as RFC 4180 says, wherever the pieces end`(text: String, rows: [[String]]) {
        for pieces in [1, 2, 3, 1_000] {
            let parsed = parse(text, pieces: pieces)
            #expect(parsed.map(\.1) == rows)
            #expect(parsed.allSatisfy { $0.2 == nil })
        }
    }

    @Test func `any ASCII character may be the delimiter`() {
        #expect(parse("a;\"b;c\";d,e", delimiter: ";").map(\.1) == [["a", "b;c", "d,e"]])
    }

    @Test(arguments: [1, 2, 1_000])
    func `lines are counted within quotes too`(pieces: Int) {
        #expect(parse("a\n\"b\nc\"\r\n\n\"x\r\ny\"\nd", pieces: pieces).map(\.0) == [1, 2, 5, 7])
    }

    @Test func `quotes in the wrong place are told`() {
        #expect(parse("\"a\"b,c\nd,e").map(\.2) == ["there is text after a closing quote", nil])
        #expect(parse("a,\"b\nc").map(\.2) == ["a quote is opened and never closed"])
    }

    @Test func `cells that aren't UTF-8 have no text`() {
        var parser = CSVParser(delimiter: 0x2C)
        var texts: [String?] = []
        parser.parse([0x61, 0x2C, 0xFF, 0x0A]) { texts = [$0.text(0), $0.text(1)] }
        #expect(texts == ["a", nil])
    }
}
