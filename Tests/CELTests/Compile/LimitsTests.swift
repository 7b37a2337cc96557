import Testing

@testable import CEL

/// Whatever the expression, it is refused or stops within its limits.
@Suite struct LimitsTests {
    static let plain = Environment(variables: [], checking: .types)

    private func code(_ source: String) -> String? {
        compile(source, in: LimitsTests.plain).findings.first?.code.rawValue
    }

    @Test func `a source that is too long is refused`() {
        #expect(code(String(repeating: " ", count: 16 * 1024) + "1") == "expression-too-long")
        #expect(code(String(repeating: " ", count: 16 * 1024 - 1) + "1") == nil)
    }

    @Test(arguments: [
        ("(", "1", ")"), ("[", "1", "]"), ("{1: ", "1", "}"), ("size([", "1", "])"), ("true ? (", "1", ") : 1"),
    ])
    func `nesting is allowed to its limit and no deeper`(_ open: String, _ inner: String, _ close: String) {
        func nested(_ depth: Int) -> String {
            String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
        }
        #expect(code(nested(24)) != "expression-too-deep")
        #expect(code(nested(200)) == "expression-too-deep")
    }

    @Test(arguments: ["!", "-"])
    func `chains of signs are bounded`(_ sign: String) {
        #expect(code(String(repeating: sign, count: 10_000) + "x") == "expression-too-deep")
    }

    @Test(arguments: [" + 1", " || true", " ? 1 : 1", ".a", "[0]"])
    func `long chains neither crash nor hang`(_ link: String) {
        _ = compile("x" + String(repeating: link, count: 2000), in: LimitsTests.plain)
    }

    @Test(arguments: ["x + ", "x.f() || ", "duration > 1 && ", "share != null && ", "(share > 1.0) || "])
    func `a long expression full of mistakes is checked quickly`(_ link: String) {
        let source = String(repeating: link, count: 16_000 / link.utf8.count) + "true"
        let time = ContinuousClock().measure { _ = compile(source, in: Sample.environment) }
        #expect(time < .seconds(5))
    }

    @Test func `64 terms of a sum are fine`() throws {
        #expect(try Sample.constant(Array(repeating: "1", count: 64).joined(separator: " + ")) == .int(64))
    }

    @Test func `nested loops stop when their steps are spent`() {
        let list = "[" + Array(repeating: "1", count: 100).joined(separator: ",") + "]"
        let source = "\(list).map(a, \(list).map(b, \(list).map(c, \(list).map(d, a + b + c + d))))"
        #expect(Sample.failure(source)?.contains("too many steps") == true)
    }

    @Test func `text that doubles again and again stops`() {
        var source = "x"
        for _ in 0..<50 { source = "cel.bind(x, x + x, \(source))" }
        #expect(Sample.failure("cel.bind(x, 'abcdefghijklmnop', \(source))")?.contains("too many steps") == true)
    }

    @Test func `shared lists that grow exponentially stop when they are compared or written out`() {
        var source = "x == x"
        for _ in 0..<40 { source = "cel.bind(x, [x, x, x, x], \(source))" }
        #expect(Sample.failure("cel.bind(x, [1], \(source))")?.contains("too many steps") == true)
        #expect(
            Sample.failure("cel.bind(x, [1], \(source.replacing("x == x", with: "'%s'.format([x])")))")?
                .contains("too many steps") == true
        )
    }

    @Test(arguments: [
        "x == x + ''", "x <= x", "x in {x: 1}", "{x: 1}[x] == 1", "x.startsWith(x)", "{x: 1} == {x: 1}",
        "x.endsWith(x)",
        "x.contains(x)", "size(x) > 0", "x.matches('a$')", "x.indexOf('b') < 0", "x.reverse() != ''",
    ])
    func `long texts that are used again and again stop`(_ use: String) {
        var source = "range.all(a, range.all(b, range.all(c, \(use))))"
        for _ in 0..<14 { source = "cel.bind(x, x + x, \(source))" }
        let range = "[" + Array(repeating: "1", count: 90).joined(separator: ",") + "]"
        let full = "cel.bind(range, \(range), cel.bind(x, 'aaaaaaaaaaaaaaaa', \(source)))"
        #expect(Sample.failure(full, cost: 100_000)?.contains("too many steps") == true)
    }

    @Test func `maps made of maps are paid for`() {
        let entries = (0..<200).map { "\($0): 1" }.joined(separator: ", ")
        let list = "[" + Array(repeating: "1", count: 200).joined(separator: ",") + "]"
        let source = "cel.bind(m, {\(entries)}, \(list).all(a, \(list).transformMapEntry(i, v, m) == {}))"
        #expect(Sample.failure(source, cost: 100_000)?.contains("too many steps") == true)
    }

    @Test func `a pattern that compiles to too much is refused`() {
        #expect(Sample.failure("'a'.matches('((a{100}){100}){100}')")?.hasPrefix("invalid regular expression") == true)
    }

    @Test func `a hostile pattern takes linear time`() throws {
        let text = String(repeating: "a", count: 5000)
        #expect(try Sample.constant("'\(text)!'.matches('(a+)+$')") == .bool(false))
    }

    @Test func `a record that is too short is an error`() throws {
        let program = try #require(compile("duration", in: Sample.environment).program)
        #expect(throws: EvaluationError.self) { try program.evaluate([.string("a")]) }
    }
}
