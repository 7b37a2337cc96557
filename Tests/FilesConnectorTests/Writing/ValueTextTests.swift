import CEL
import JSON
import Testing

@testable import FilesConnector

@Suite struct ValueTextTests {
    private static let cases: [(CEL.Value, String, String)] = [
        (.null, "null", ""), (.bool(true), "true", "true"), (.int(-7), "-7", "-7"), (.uint(7), "7", "7"),
        (.uint(.max), "\"18446744073709551615\"", "18446744073709551615"), (.double(0.5), "0.5", "0.5"),
        (.double(.nan), "null", "nan"), (.string("ä\"b"), "\"ä\\\"b\"", "ä\"b"), (.bytes([]), "\"\"", ""),
        (.bytes(Array("f".utf8)), "\"Zg==\"", "Zg=="), (.bytes(Array("fo".utf8)), "\"Zm8=\"", "Zm8="),
        (.bytes(Array("foo".utf8)), "\"Zm9v\"", "Zm9v"),
        (.bytes([0xFF, 0xFE, 0xFD, 0xFC]), "\"//79/A==\"", "//79/A=="),
        (.timestamp(Timestamp(seconds: 0)), "\"1970-01-01T00:00:00Z\"", "1970-01-01T00:00:00Z"),
        (.duration(DurationValue(totalNanoseconds: 1_500_000_000)), "\"1.5s\"", "1.5s"),
        (.list([.int(1), .null]), "[1,null]", "[1,null]"), (.optional(nil), "null", ""), (.optional(.int(1)), "1", "1"),
        (.map(MapValue([(key: "a", value: "b")])), "{\"a\":\"b\"}", "{\"a\":\"b\"}"),
    ]

    @Test(arguments: cases)
    func `values are written as JSON and as one text`(value: CEL.Value, json: String, cell: String) {
        var writer = JSONWriter()
        ValueText.write(value, to: &writer)
        #expect(writer.text == json)
        #expect(ValueText.cell(value) == cell)
    }

    @Test(arguments: [
        (["a", "b"], "a,b\r\n"), ([""], "\"\"\r\n"), (["", ""], ",\r\n"), ([" a", "b "], "\" a\",\"b \"\r\n"),
        (["a\rb"], "\"a\rb\"\r\n"), (["a;b"], "a;b\r\n"),
    ])
    func `cells are quoted where a reader would lose something`(cells: [String], line: String) {
        #expect(String(decoding: CSVWriting.line(cells), as: UTF8.self) == line)
    }
}
