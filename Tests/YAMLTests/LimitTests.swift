import Testing
import YAML

@Suite struct LimitTests {
    @Test func `a billion laughs stop at the alias that is too much`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let result = parse(text: text)
        #expect(result.root == nil)
        #expect(lines(result.problems) == ["6:10 alias-limit aliases make this file stand for more than 200000 nodes"])
    }

    @Test func `merge keys count what they bring in`() {
        let text = "a: &a {b: 1, c: 2, d: 3}\n" + (0..<30).map { "k\($0): {<<: *a}\n" }.joined()
        #expect(parse(text: text, limits: Limits(nodes: 400)).problems.isEmpty)
        #expect(parse(text: text, limits: Limits(nodes: 200)).problems.map(\.kind) == [.aliasLimit])
    }

    @Test func `aliases can't nest deeper than brackets`() {
        var text = "a0: &a0 [[[[1]]]]\n"
        for level in 1...20 { text += "a\(level): &a\(level) [[[[*a\(level - 1)]]]]\n" }
        let result = parse(text: text)
        #expect(result.root == nil)
        #expect(lines(result.problems) == ["16:15 too-deep the alias makes this nest deeper than 64 levels"])
    }

    @Test(arguments: [
        (String(repeating: "[", count: 65) + String(repeating: "]", count: 65), "1:65"),
        (String(repeating: "[", count: 100_000), "1:65"),
        (String(repeating: "- ", count: 100_000), "1:129"),
        ((0..<100).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "65:65"),
    ])
    func `nesting stops at 64 levels`(_ text: String, _ place: String) {
        let result = parse(text: text)
        #expect(result.root == nil)
        #expect(lines(result.problems) == ["\(place) too-deep nested deeper than 64 levels"])
    }

    @Test func `64 levels are read`() {
        let text = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        #expect(parse(text: text).problems.isEmpty)
    }

    @Test func `more nodes or bytes than the limit are refused`() {
        let text = "[1, 2, 3]"
        #expect(parse(text: text, limits: Limits(bytes: 9, nodes: 4)).problems.isEmpty)
        #expect(
            lines(parse(text: text, limits: Limits(nodes: 3)).problems) == [
                "1:8 too-large the file has more than 3 nodes"
            ]
        )
        #expect(
            lines(parse(text: text, limits: Limits(bytes: 8)).problems) == [
                "1:1 too-large the file has 9 bytes, more than the limit of 8"
            ]
        )
    }
}
