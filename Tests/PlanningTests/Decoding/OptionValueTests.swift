import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct OptionValueTests {
    /// Reads one value as a kind of option; nil when it is refused.
    private func read(_ kind: OptionKind, _ yaml: String) throws -> (value: OptionValue?, codes: [String]) {
        let source = SourceText(name: "a.yaml", text: yaml)
        let node = try #require(parse(source).root)
        let findings = Findings()
        let context = Context(input: Input(documents: [source], catalog: Catalog([])), findings: findings)
        let decoder = OptionDecoder(context: context, owner: .document, lists: ListTable())
        let options = decoder.decode([OptionField("key", kind, "A key.")], from: node, of: "test", place: nil)
        return (options["key"], findings.all.map(\.code.rawValue))
    }

    @Test(
        arguments: [
            ("true", true), ("false", false), ("True", true), ("\"true\"", true), ("yes", nil), ("off", nil),
            ("1", nil),
            ("tru", nil),
        ] as [(String, Bool?)]
    )
    func `only true and false are booleans`(_ text: String, _ value: Bool?) throws {
        let read = try read(.bool, "key: \(text)")
        if case .bool(let found)? = read.value { #expect(found == value) } else { #expect(value == nil) }
        #expect(read.codes.isEmpty == (value != nil))
    }

    @Test(
        arguments: [
            ("15", 15), ("\"15\"", 15), ("0x10", 16), ("017", 17), ("100", 100), ("0", nil), ("101", nil), ("1.0", nil),
            ("fifteen", nil), ("9223372036854775808", nil),
        ] as [(String, Int?)]
    )
    func `whole numbers are within bounds`(_ text: String, _ value: Int?) throws {
        let read = try read(.int(1...100), "key: \(text)")
        if case .int(let found)? = read.value { #expect(found == value) } else { #expect(value == nil) }
        #expect(read.codes.isEmpty == (value != nil))
    }

    @Test(
        arguments: [
            ("45s", 45), ("90m", 5_400), ("12h", 43_200), ("30d", 2_592_000), ("30", nil), ("1.5h", nil), ("-1h", nil),
            ("1h30m", nil), ("d", nil), ("99999999999999999999d", nil), ("9223372036854775807d", nil), ("31d", nil),
        ] as [(String, Int?)]
    )
    func `durations have a unit`(_ text: String, _ seconds: Int?) throws {
        let read = try read(.duration(0...30 * 86_400), "key: \(text)")
        if case .duration(let found)? = read.value { #expect(found == seconds) } else { #expect(seconds == nil) }
        #expect(read.codes.isEmpty == (seconds != nil))
    }

    @Test(
        arguments: [
            ("https://api.zoom.us/v2", "https://api.zoom.us/v2"), ("https://api.zoom.us/v2/", "https://api.zoom.us/v2"),
            ("http://localhost:8080", "http://localhost:8080"), ("http://127.1.2.3/x", "http://127.1.2.3/x"),
            ("http://[::1]:80/x", "http://[::1]:80/x"), ("http://api.zoom.us", nil),
            ("http://localhost.example.com", nil),
            ("http://127.0.0.1.example.com", nil), ("https://u:p@example.com", nil),
            ("http://127.0.0.1@example.com", nil),
            ("ftp://example.com", nil), ("example.com", nil), ("https://", nil), ("https:///x", nil),
            ("https://a b", nil),
            ("https://example.com?x=1", nil), ("https://example.com/x#y", nil),
            ("http://127.0.0.1\\\\@example.com", nil),
        ] as [(String, String?)]
    )
    func `addresses are https, or http to this machine`(_ text: String, _ value: String?) throws {
        let read = try read(.url, "key: \"\(text)\"")
        if case .string(let found)? = read.value { #expect(found == value) } else { #expect(value == nil) }
        #expect(read.codes == (value == nil ? ["bad-address"] : []))
    }

    @Test(arguments: [
        ("40/s", [Rate(40, per: .second)]), ("[20/s, 60000/day]", [Rate(20, per: .second), Rate(60_000, per: .day)]),
        ("5 / min", [Rate(5, per: .minute)]), ("0/s", []), ("40", []), ("40/second", []), ("-1/h", []), ("1/2/h", []),
    ])
    func `rates have a number and a period`(_ text: String, _ rates: [Rate]) throws {
        let read = try read(.rates, "key: \(text)")
        if case .rates(let found)? = read.value { #expect(found == rates) } else { Issue.record("no rates") }
        #expect(read.codes == (rates.isEmpty ? ["malformed-rate"] : []))
    }

    @Test(arguments: [
        ("UTC", true), ("Europe/Berlin", true), ("America/Argentina/Buenos_Aires", true), ("Berlin", false),
        ("+02:00", false), ("Europe/Nowhere", false), ("../etc/passwd", false), ("Europe/", false),
    ])
    func `time zones are known names`(_ text: String, _ isKnown: Bool) throws {
        let read = try read(.timeZone, "key: \(text)")
        #expect((read.value != nil) == isKnown)
        #expect(read.codes == (isKnown ? [] : ["unknown-time-zone"]))
    }

    @Test func `text takes any scalar, and a list takes a single item`() throws {
        for text in ["a", "15", "no", "true"] {
            guard case .string(let found)? = try read(.string, "key: \(text)").value else {
                Issue.record("\(text) isn't read as text")
                continue
            }
            #expect(found == text)
        }
        guard case .list(let items)? = try read(.list(.string), "key: a").value else {
            Issue.record("a single item isn't read as a list")
            return
        }
        #expect(items.count == 1)
    }

    @Test func `an empty collection has no items, and an empty value is missing`() throws {
        #expect(try read(.list(.string), "key:").codes.isEmpty)
        #expect(try read(.object([]), "key:").codes.isEmpty)
        #expect(try read(.string, "key:").codes == ["missing-value"])
        #expect(try read(.string, "key: ~").codes == ["missing-value"])
    }
}
