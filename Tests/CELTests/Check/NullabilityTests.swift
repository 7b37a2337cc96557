import Testing

@testable import CEL

/// Values that may be null, and the conditions that guard them.
@Suite struct NullabilityTests {
    static let cases: [Expected] = [
        Expected(
            "share > 0.5",
            "unguarded-null",
            "`share` may be null, and `>` fails on null",
            at: "share",
            hint: "guard it: share != null && …"
        ),
        Expected(
            "share == null ? share > 0.5 : true",
            "unguarded-null",
            "`share` may be null, and `>` fails on null",
            at: "share",
            hint: "guard it: share != null && …"
        ),
        Expected(
            "join_count + 1 > 5",
            "unguarded-null",
            "`join_count` may be null, and `+` fails on null",
            at: "join_count",
            hint: "guard it: join_count != null && …"
        ),
    ]

    @Test(arguments: cases)
    func `an unguarded use is found`(_ expected: Expected) throws { try expected.check() }

    @Test(arguments: [
        "share != null && share > 0.5",
        "share == null || share > 0.5",
        "share > 0.5 && share != null",
        "!(share == null) && share > 0.5",
        "!(share == null || share <= 0.5)",
        "share != null ? share > 0.5 : false",
        "share == null ? false : share > 0.5",
        "host && share != null && (duration > 5 || share > 0.5)",
        "share != null && tags.exists(t, share > 0.5 && t == \"a\")",
        "share == 0.5 && share < 1.0",
        "share == null",
        "null != share",
        "share == 0.5",
        "join_count in [1, 2] && join_count > 1",
        "(share != null && join_count != null) && share > 0.5 && join_count > 1",
    ])
    func `a guarded use is no finding`(_ source: String) {
        #expect(compile(source, in: Sample.environment, expecting: .bool).findings.isEmpty)
    }

    @Test(arguments: [
        "share != null || share > 0.5",
        "!(share != null) && share > 0.5",
        "(share != null || host) && share > 0.5",
        "share != null && host || share > 0.5",
        "tags.exists(share, share != null) && share > 0.5",
    ])
    func `a condition that doesn't exclude null is no guard`(_ source: String) {
        let codes = compile(source, in: Sample.environment, expecting: .bool).findings.map(\.code)
        #expect(codes.contains(.unguardedNull))
    }

    @Test(arguments: [
        "scores.a != null && scores.a > 5", "scores[\"a\"] != null && scores[\"a\"] > 5",
        "scores[\"a\"] != null && scores.a > 5", "list[0] != null && list[0] > 5",
        "list.exists(n, n != null && n > 5)",
    ])
    func `elements are guarded as fields are`(_ source: String) {
        let environment = Environment(variables: [
            Variable(name: "scores", type: .map(.string, .nullable(.int)), slot: 0),
            Variable(name: "list", type: .list(.nullable(.int)), slot: 1),
        ])
        #expect(compile(source, in: environment, expecting: .bool).findings.isEmpty)
        let other = source.replacing("a > 5", with: "b > 5").replacing("list[0] > 5", with: "list[1] > 5")
            .replacing("[\"a\"] > 5", with: "[\"b\"] > 5").replacing("n != null && ", with: "")
        #expect(compile(other, in: environment, expecting: .bool).findings.map(\.code) == [.unguardedNull])
    }

    @Test func `the environment decides how much an unguarded null matters`() throws {
        let environment = Environment(variables: Sample.variables, unguardedNull: .warning)
        let compilation = compile("share > 0.5", in: environment)
        #expect(compilation.findings.map(\.severity) == [.warning])
        let program = try #require(compilation.program)
        #expect(throws: EvaluationError(message: "`share` is null in this record", range: 0..<5)) {
            try program.isTrue(Sample.record)
        }
    }

    @Test func `a result that may be null isn't one that can't`() throws {
        try Expected(
            "share",
            "unguarded-null",
            "the result may be null where a decimal number is needed",
            at: "share",
            hint: "write: share != null ? share : …"
        ).check(expecting: .double)
        #expect(compile("share", in: Sample.environment, expecting: .nullable(.double)).findings.isEmpty)
        #expect(compile("share != null ? share : 0.0", in: Sample.environment, expecting: .double).findings.isEmpty)
    }
}
