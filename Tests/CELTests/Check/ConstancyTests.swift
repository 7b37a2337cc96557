import Testing

@testable import CEL

/// Conditions that never change and comparisons that can't hold.
@Suite struct ConstancyTests {
    static let cases: [Expected] = [
        Expected(
            #"status == "atended""#,
            "impossible-comparison",
            #"`status` is never "atended", so this is always false"#,
            at: #""atended""#,
            hint: #"did you mean "attended"?"#,
            severity: .warning
        ),
        Expected(
            #"status in ["attended", "absnt"]"#,
            "impossible-comparison",
            #"`status` is never "absnt", so it adds nothing to this list"#,
            at: #""absnt""#,
            hint: #"did you mean "absent"?"#,
            severity: .warning
        ),
        Expected(
            #"status != "gone""#,
            "impossible-comparison",
            #"`status` is never "gone", so this is always true"#,
            at: #""gone""#,
            hint: #"it is one of: "attended", "absent", "registered""#,
            severity: .warning
        ),
        Expected(
            "duration > 10 && duration < 5",
            "impossible-comparison",
            "`duration < 5` never holds together with `duration > 10`, so this is always false",
            at: "duration < 5",
            hint: "to accept either, write || instead of &&",
            severity: .warning
        ),
        Expected(
            "duration < 10 || duration > 5",
            "constant-condition",
            "one of `duration < 10` and `duration > 5` always holds, so this is always true",
            at: "duration > 5",
            hint: "to ask for both, write && instead of ||",
            severity: .warning
        ),
        Expected(
            #"status != "absent" || status != "attended""#,
            "constant-condition",
            #"one of `status != "absent"` and `status != "attended"` always holds, so this is always true"#,
            at: #"status != "attended""#,
            hint: "to ask for both, write && instead of ||",
            severity: .warning
        ),
        Expected(
            #"status == "absent" && status == "attended""#,
            "impossible-comparison",
            #"`status == "attended"` never holds together with `status == "absent"`, so this is always false"#,
            at: #"status == "attended""#,
            hint: "to accept either, write || instead of &&",
            severity: .warning
        ),
        Expected(
            "1 == 1",
            "constant-condition",
            "this is always true, whatever the record",
            at: "1 == 1",
            severity: .warning
        ),
        Expected(
            "true",
            "constant-condition",
            "this is always true, whatever the record",
            at: "true",
            severity: .warning
        ),
        Expected(
            "host && true",
            "constant-condition",
            "`true` is always true",
            at: "true",
            hint: "leave it out",
            severity: .warning
        ),
        Expected(
            "host || true",
            "constant-condition",
            "`true` is always true, and so is everything that it is joined with",
            at: "true",
            severity: .warning
        ),
        Expected(
            "host && 1 > 2",
            "constant-condition",
            "`1 > 2` is always false, and so is everything that it is joined with",
            at: "1 > 2",
            severity: .warning
        ),
        Expected(
            "email == null",
            "constant-condition",
            "`email` is never null, so this is always false",
            at: "email == null",
            hint: #"to ask whether it is empty, write email == """#,
            severity: .warning
        ),
        Expected(
            "email != null && host",
            "constant-condition",
            "`email` is never null, so this is always true",
            at: "email != null",
            hint: #"to ask whether it is empty, write email != """#,
            severity: .warning
        ),
        Expected(
            "duration == null",
            "constant-condition",
            "`duration` is never null, so this is always false",
            at: "duration == null",
            severity: .warning
        ),
        Expected(
            #"start.getHours("Europe/Madrd") > 5"#,
            "constant-error",
            #"this always fails: unknown time zone "Europe/Madrd"; write a name such as Europe/Madrid, or +02:00"#,
            at: #""Europe/Madrd""#
        ),
        Expected(
            #"email.matches("(")"#,
            "constant-error",
            "this always fails: invalid regular expression: missing ): (",
            at: #""(""#
        ),
        Expected(
            "1 / 0 > 1",
            "constant-error",
            "this always fails: divide by zero",
            at: "1 / 0"
        ),
        Expected(
            #"timestamp("x") < start"#,
            "constant-error",
            #"this always fails: type conversion error: "x" can't be read as a moment such as 2026-11-18T10:00:00Z"#,
            at: #"timestamp("x")"#
        ),
        Expected(
            "[1, 2].map(x, x * 2) == [2, 4]",
            "constant-condition",
            "this is always true, whatever the record",
            at: "[1, 2].map(x, x * 2) == [2, 4]",
            severity: .warning
        ),
        Expected(
            "start.getMonth() == 12",
            "impossible-comparison",
            "`getMonth` never gives 12, so this is always false",
            at: "12",
            hint: "months count from 0 for January to 11 for December",
            severity: .warning
        ),
    ]

    @Test(arguments: cases)
    func `what can't be meant is found`(_ expected: Expected) throws { try expected.check() }

    @Test(arguments: [
        "duration > 5 && duration < 10", "duration >= 5 && duration <= 5", "duration < 5 || duration > 10",
        "status == \"absent\" || status == \"attended\"", "status != \"absent\" && status != \"attended\"",
        "duration > 5 && attended_share < 0.1", "duration != 5 && duration > 3", "duration == 5 && duration < 6",
        "attended_share > 0.1 || attended_share < 0.5",
    ])
    func `what can hold is no finding`(_ source: String) {
        #expect(compile(source, in: Sample.environment, expecting: .bool).findings.isEmpty)
    }
}
