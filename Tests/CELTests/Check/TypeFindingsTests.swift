import Testing

@testable import CEL

/// Operands and results of the wrong type.
@Suite struct TypeFindingsTests {
    static let cases: [Expected] = [
        Expected(
            #"duration > "5""#,
            "no-overload",
            #"`>` can't compare `duration` (a whole number) with `"5"` (text)"#,
            at: #"duration > "5""#,
            hint: "write duration > 5"
        ),
        Expected(
            #"duration > "five""#,
            "no-overload",
            #"`>` can't compare `duration` (a whole number) with `"five"` (text)"#,
            at: #"duration > "five""#,
            hint: "compare with a whole number"
        ),
        Expected(
            "attended_share >= 1",
            "no-overload",
            "`>=` can't compare `attended_share` (a decimal number) with `1` (a whole number)",
            at: "attended_share >= 1",
            hint: "write attended_share >= 1.0"
        ),
        Expected(
            "attended_share > duration",
            "no-overload",
            "`>` can't compare `attended_share` (a decimal number) with `duration` (a whole number)",
            at: "attended_share > duration",
            hint: "write double(duration)"
        ),
        Expected(
            "duration > 0.5",
            "no-overload",
            "`>` can't compare `duration` (a whole number) with `0.5` (a decimal number)",
            at: "duration > 0.5",
            hint: "write double(duration)"
        ),
        Expected(
            "email",
            "type-mismatch",
            "the result must be true or false, not `email` (text)",
            at: "email",
            hint: #"compare it: email != """#
        ),
        Expected(
            #"host == "true""#,
            "no-overload",
            #"`==` can't compare `host` (true or false) with `"true"` (text)"#,
            at: #"host == "true""#,
            hint: "write host == true"
        ),
        Expected(
            #"duration.startsWith("a")"#,
            "no-overload",
            "`startsWith` can't be used on `duration` (a whole number)",
            at: "duration",
            hint: "make it text: string(duration).startsWith(…)"
        ),
        Expected(
            "email.startsWith(5)",
            "no-overload",
            "`startsWith` takes text here, not `5` (a whole number)",
            at: "5",
            hint: "it is written: string.startsWith(string) -> bool"
        ),
        Expected(
            #"email.startsWith("a", "b")"#,
            "no-overload",
            "`startsWith` isn't used with 2 arguments",
            at: #"email.startsWith("a", "b")"#,
            hint: "it is written: string.startsWith(string) -> bool"
        ),
        Expected(
            #"start > "2026-01-01""#,
            "no-overload",
            #"`>` can't compare `start` (a moment in time) with `"2026-01-01"` (text)"#,
            at: #"start > "2026-01-01""#,
            hint: #"write start > timestamp("2026-01-01T00:00:00Z")"#
        ),
        Expected(
            #"start > "2026-01-01T00:00:00Z""#,
            "no-overload",
            #"`>` can't compare `start` (a moment in time) with `"2026-01-01T00:00:00Z"` (text)"#,
            at: #"start > "2026-01-01T00:00:00Z""#,
            hint: #"write start > timestamp("2026-01-01T00:00:00Z")"#
        ),
        Expected(
            #"answers[5] == "x""#,
            "type-mismatch",
            "the keys of this map are texts, not `5` (a whole number)",
            at: "5"
        ),
        Expected(
            #""a" in email"#,
            "no-overload",
            #"`in` can't look for `"a"` (text) in `email` (text)"#,
            at: #""a" in email"#,
            hint: #"to look inside a text, write email.contains("a")"#
        ),
        Expected(
            "5 in tags",
            "no-overload",
            "`in` can't look for `5` (a whole number) in `tags` (a list)",
            at: "5 in tags",
            hint: #"write "5" in …"#
        ),
        Expected(
            #"host ? 1 : "a""#,
            "type-mismatch",
            #"the two sides of `:` differ: `1` (a whole number) and `"a"` (text)"#,
            at: #"1 : "a""#,
            hint: "give both the same type, for example with string(…)"
        ),
        Expected(
            #"email[0] == "a""#,
            "type-mismatch",
            "`email` (text) has no elements to take with `[…]`",
            at: "email[0]",
            hint: "for a character, write charAt(position)"
        ),
        Expected(
            "duration >= 5 && duration <= 4.0",
            "no-overload",
            "`<=` can't compare `duration` (a whole number) with `4.0` (a decimal number)",
            at: "duration <= 4.0",
            hint: "write duration <= 4"
        ),
        Expected(
            "tags.contains(email)",
            "no-overload",
            "`contains` can't be used on `tags` (a list)",
            at: "tags",
            hint: "write email in tags"
        ),
        Expected(
            #"email == "a" || "b""#,
            "type-mismatch",
            #"`||` needs true or false here, not `"b"` (text)"#,
            at: #""b""#,
            hint: #"repeat the comparison: email == "b""#
        ),
    ]

    @Test(arguments: cases)
    func `a wrong type is named in words, with what would fit`(_ expected: Expected) throws { try expected.check() }

    @Test(arguments: [
        Expected(
            "duration",
            "type-mismatch",
            "the result must be text, not `duration` (a whole number)",
            at: "duration",
            hint: "write string(duration)"
        ),
        Expected(
            "email + duration",
            "no-overload",
            "`+` can't be used with `email` (text) and `duration` (a whole number)",
            at: "email + duration",
            hint: "make it text: string(duration)"
        ),
    ])
    func `a text made of a number needs a conversion`(_ expected: Expected) throws {
        try expected.check(expecting: .string)
    }
}
