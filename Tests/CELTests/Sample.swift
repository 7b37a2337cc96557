import Testing

@testable import CEL

/// The fields that the tests' expressions use.
enum Sample {
    static let variables = [
        Variable(name: "email", type: .string, slot: 0),
        Variable(name: "duration", type: .int, slot: 1),
        Variable(name: "attended_share", type: .double, slot: 2),
        Variable(name: "share", type: .nullable(.double), slot: 3),
        Variable(name: "start", type: .timestamp, slot: 4),
        Variable(
            name: "status",
            type: .string,
            slot: 5,
            domain: [.string("attended"), .string("absent"), .string("registered")]
        ),
        Variable(name: "answers", type: .map(.string, .string), slot: 6),
        Variable(name: "host", type: .bool, slot: 7),
        Variable(name: "join_count", type: .nullable(.int), slot: 8),
        Variable(name: "tags", type: .list(.string), slot: 9),
    ]

    static let environment = Environment(variables: variables)

    static let record: [Value] = [
        .string("ana@example.com"), .int(3600), .double(0.75), .null,
        .timestamp(Timestamp(seconds: 1_700_000_000)), .string("attended"),
        .map(MapValue([("company", "Example")])), .bool(true), .int(2), .list([.string("a"), .string("b")]),
    ]

    /// The value of an expression for the record.
    static func value(_ source: String, record: [Value] = record) throws -> Value {
        let compilation = compile(source, in: environment)
        let program = try #require(compilation.program, "\(compilation.findings)")
        return try program.evaluate(record)
    }

    /// The value of an expression over no fields at all, checked only for types.
    static func constant(_ source: String) throws -> Value {
        let compilation = compile(source, in: Environment(variables: [], checking: .types))
        let program = try #require(compilation.program, "\(compilation.findings)")
        return try program.evaluate([])
    }

    /// Why an expression over no fields fails.
    static func failure(_ source: String, cost: Int = Limits().cost) -> String? {
        let environment = Environment(variables: [], limits: Limits(cost: cost), checking: .types)
        let compilation = compile(source, in: environment)
        guard let program = compilation.program else { return compilation.findings.first?.message }
        do throws(EvaluationError) {
            _ = try program.evaluate([])
            return nil
        } catch {
            return error.message
        }
    }
}

/// What a finding must say, word by word.
struct Expected: Sendable, CustomTestStringConvertible {
    let source: String
    let severity: Finding.Severity
    let code: String
    let message: String
    /// The part of the source that is blamed.
    let blamed: String
    let hint: String?

    init(
        _ source: String,
        _ code: String,
        _ message: String,
        at blamed: String,
        hint: String? = nil,
        severity: Finding.Severity = .error
    ) {
        self.source = source
        self.severity = severity
        self.code = code
        self.message = message
        self.blamed = blamed
        self.hint = hint
    }

    var testDescription: String { source }

    /// Compares the only finding of the source with this one.
    func check(expecting type: ValueType? = .bool, in environment: Environment = Sample.environment) throws {
        let compilation = compile(source, in: environment, expecting: type)
        try #require(compilation.findings.count == 1, "\(compilation.findings)")
        let finding = compilation.findings[0]
        #expect(finding.code.rawValue == code)
        #expect(finding.message == message)
        #expect(finding.hint == hint)
        #expect(finding.severity == severity)
        #expect(String(decoding: Array(source.utf8)[finding.range], as: UTF8.self) == blamed)
        #expect((compilation.program == nil) == (severity == .error))
    }
}
