import Testing

@testable import Sandbox

@Suite struct WireTests {
    @Test(arguments: [
        "null", "true", "[]", "{}", "0", "-1", "9223372036854775807", "1.5", #""a\"b\\c""#,
        #"{"b":1,"a":[1,2,{"c":null}]}"#,
        #""山田 é""#,
    ])
    func `JSON is written as it was read`(text: String) throws {
        let value = try WireParser.parse(Array(text.utf8))
        #expect(String(decoding: value.bytes, as: UTF8.self) == text)
    }

    @Test(arguments: [
        "", "tru", "[1,]", "{\"a\"}", "{\"a\":1,}", "01", "1.", "+1", "-", "\"a", "\"\u{1}\"", #""\q""#, #""\ud800""#,
        "[1] 2",
        "{a:1}", "NaN", "1e999", String(repeating: "[", count: 100),
    ])
    func `what is no JSON is refused`(text: String) {
        #expect(throws: WireParser.Fault.self) { try WireParser.parse(Array(text.utf8)) }
    }

    @Test func `escapes and surrogate pairs are read`() throws {
        let value = try WireParser.parse(Array(#""\u00e9\ud83d\ude00\n\/""#.utf8))
        #expect(value == "é😀\n/")
        #expect(throws: WireParser.Fault.self) { try WireParser.parse([34, 0xff, 34]) }
    }

    @Test(arguments: [
        ("2026-11-23T10:00:00Z", 1_795_428_000_000, "2026-11-23T10:00:00Z"),
        ("2026-11-23T10:00:00.66Z", 1_795_428_000_660, "2026-11-23T10:00:00.66Z"),
        ("2026-11-23T11:30:00+01:30", 1_795_428_000_000, "2026-11-23T10:00:00Z"),
        ("2024-02-29", 1_709_164_800_000, "2024-02-29T00:00:00Z"),
        ("1969-12-31T23:59:59Z", -1000, "1969-12-31T23:59:59Z"),
    ])
    func `a moment is read and written`(text: String, milliseconds: Int, written: String) {
        let moment = Moment(iso: text)
        #expect(moment == Moment(milliseconds: milliseconds))
        #expect(moment?.text == written)
    }

    @Test(arguments: ["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "2026-11-23T25:00:00Z", "yesterday", ""])
    func `an impossible date is none`(text: String) {
        #expect(Moment(iso: text) == nil)
    }

    @Test func `the other forms of a moment`() {
        let moment = Moment(milliseconds: 1_795_428_061_005)
        #expect(moment.fullText == "2026-11-23T10:01:01.005Z")
        #expect(moment.americanText == "11/23/2026 10:01")
        #expect(moment.startOfDay.text == "2026-11-23T00:00:00Z")
    }

    @Test func `a plus is a plus in a path and a space in a query`() {
        #expect(Percent.decode(path: "a+b%2Bc%40d") == "a+b+c@d")
        #expect(Percent.decode(query: "a+b%2B") == "a b+")
        #expect(Percent.decode(path: "%zz") == nil)
        #expect(Percent.decode(path: "%ff") == nil)
        #expect(Percent.pairs("a=1&b&a=%3D")?.map { "\($0.name):\($0.value)" } == ["a:1", "b:", "a:="])
    }

    @Test(arguments: [
        ("a;b\nc;d\n", [["a", "b"], ["c", "d"]]), ("a;b\r\n\r\nc;", [["a", "b"], ["c", ""]]),
        ("\"x;\"\"y\"\"\nz\";b", [["x;\"y\"\nz", "b"]]), ("", []), ("a", [["a"]]),
    ])
    func `CSV is read with quotes and empty cells`(text: String, rows: [[String]]) {
        #expect(CSVReader.rows(text) == rows)
    }

    @Test(
        arguments: [
            ("+49 30 1", nil), ("+49301234567", "49301234567"), ("0049301234567", "49301234567"), ("0301234567", nil),
            ("12345", nil), ("", nil), ("491234567890123456", nil),
        ] as [(String, String?)]
    )
    func `a phone number has its country code`(text: String, digits: String?) {
        #expect(AttributeValue.phone(text) == digits)
    }
}
