import Testing

@testable import CEL

/// Evaluating over records: what compiled code does with each shape of operand.
@Suite struct EvaluationTests {
    @Test(arguments: [
        ("email != \"\" && duration >= 300 && email.startsWith(\"a\")", true),
        ("email == \"ana@example.com\"", true), ("\"ana@example.com\" == email", true),
        ("email == email + \"\"", true), ("email.endsWith(\".com\")", true), ("email.contains(\"@\")", true),
        ("email < \"b\" && email > \"a\"", true), ("size(email) == 15", true),
        ("email.matches(\"^[a-z]+@example\\\\.com$\")", true), ("email in [\"ana@example.com\", \"b\"]", true),
        ("email in [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"ana@example.com\"]", true),
        ("duration / 60 == 60 && duration % 7 == 2 && duration - 1 < duration * 2", true),
        ("attended_share * 2.0 > 1.0 && attended_share != 0.5", true),
        ("share == null", true), ("share != null", false), ("share == 0.5", false), ("join_count == 2", true),
        ("host == true && !(!host)", true), ("tags.exists(t, t == \"b\")", true), ("tags.all(t, t == \"b\")", false),
        ("tags == [\"a\", \"b\"]", true), ("answers.company == \"Example\"", true), ("has(answers.role)", false),
        ("answers.?role.orValue(\"none\") == \"none\"", true), ("start > timestamp(\"2023-01-01T00:00:00Z\")", true),
        ("start.getHours(\"Europe/Madrid\") == 23", true), ("start - duration(\"1h\") < start", true),
        ("(host ? email : \"x\") == email", true), ("(duration > 5 ? tags : [])[0] == \"a\"", true),
    ])
    func `conditions over a record`(_ source: String, _ expected: Bool) throws {
        let compilation = compile(source, in: Sample.environment, expecting: .bool)
        let program = try #require(compilation.program, "\(compilation.findings)")
        #expect(try program.isTrue(Sample.record) == expected)
        #expect(try program.evaluate(Sample.record) == .bool(expected))
    }

    @Test(arguments: [
        ("answers.role == \"x\" && email == \"\"", false), ("email == \"\" && answers.role == \"x\"", false),
        ("answers.role == \"x\" || host", true), ("host || answers.role == \"x\"", true),
        ("answers.a == \"x\" || answers.b == \"x\" || host", true),
        ("answers.a == \"x\" && answers.b == \"x\" && answers.c == \"x\" && !host", false),
    ])
    func `an operand that decides absorbs the errors of the others`(_ source: String, _ expected: Bool) throws {
        #expect(try Sample.value(source) == .bool(expected))
    }

    @Test func `an error names its place`() throws {
        let program = try #require(compile("host && answers.role == \"x\"", in: Sample.environment).program)
        #expect(throws: EvaluationError(message: "no such key: \"role\"", range: 8..<20)) {
            try program.isTrue(Sample.record)
        }
    }

    @Test func `a null in a field that can't be null is an error that names the field`() throws {
        var record = Sample.record
        record[1] = .null
        let program = try #require(compile("duration > 5", in: Sample.environment).program)
        #expect(throws: EvaluationError(message: "`duration` is null in this record", range: 0..<8)) {
            try program.isTrue(record)
        }
    }

    @Test func `a value of another type in a field is an error that names both types`() throws {
        var record = Sample.record
        record[1] = .string("5")
        let program = try #require(compile("duration + 1", in: Sample.environment).program)
        #expect(
            throws: EvaluationError(message: "`duration` holds string in this record, not int", range: 0..<8)
        ) { try program.evaluate(record) }
    }

    @Test func `the variables that are used are listed`() {
        let compilation = compile("email != \"\" && tags.exists(t, t == status)", in: Sample.environment)
        #expect(compilation.references == ["email", "tags", "status"])
    }

    @Test(arguments: [
        ("1 + 9223372036854775807", "overflow"), ("-9223372036854775808 - 1", "overflow"),
        ("-(-9223372036854775808)", "overflow"), ("-9223372036854775808 / -1", "overflow"),
        ("9223372036854775807 * 2", "overflow"), ("18446744073709551615u + 1u", "overflow"), ("0u - 1u", "overflow"),
        ("1 / 0", "divide by zero"), ("1 % 0", "modulus by zero"), ("1u / 0u", "divide by zero"),
        ("int(1e19)", "range error"), ("uint(-1)", "range error"), ("int('x')", "type conversion error"),
        ("[1][5]", "index out of bounds"), ("{'a': 1}['b']", "no such key"), ("{1: 1, 1u: 2}", "repeated key"),
        ("math.abs(-9223372036854775808)", "overflow"), ("timestamp(253402300800)", "range error"),
        ("duration('300000h') + duration('2500000h')", "overflow"), ("math.bitShiftLeft(1, -1)", "negative offset"),
    ])
    func `what has no value is an error, never a trap`(_ source: String, _ message: String) {
        #expect(Sample.failure(source)?.contains(message) == true)
    }

    @Test func `the least remainder is no trap`() throws {
        #expect(try Sample.constant("-9223372036854775808 % -1") == .int(0))
    }
}
