import Testing

@testable import CEL

/// Unknown names and functions.
@Suite struct NameFindingsTests {
    static let cases: [Expected] = [
        Expected(
            "durtion > 5",
            "unknown-name",
            "there is no field `durtion`",
            at: "durtion",
            hint: "did you mean `duration`?"
        ),
        Expected(
            #"Email == "x""#,
            "unknown-name",
            "there is no field `Email`",
            at: "Email",
            hint: "did you mean `email`?"
        ),
        Expected(
            "start_time > start",
            "unknown-name",
            "there is no field `start_time`",
            at: "start_time",
            hint: "did you mean `start`?"
        ),
        Expected(
            "email == x",
            "unknown-name",
            "there is no field `x`",
            at: "x",
            hint: #"write text between quotes: "x""#
        ),
        Expected(
            "status == attended",
            "unknown-name",
            "there is no field `attended`",
            at: "attended",
            hint: #"write text between quotes: "attended""#
        ),
        Expected(
            "email.length > 3",
            "no-such-field",
            "`email` (text) has no field `length`",
            at: "length",
            hint: "write size(email)"
        ),
        Expected(
            "email.size > 3",
            "no-such-field",
            "`email` (text) has no field `size`",
            at: "size",
            hint: "`size` is a function: write email.size(…)"
        ),
        Expected(
            "email.len() > 3",
            "unknown-function",
            "there is no function `len`",
            at: "len",
            hint: "write size(email)"
        ),
        Expected(
            #"email.toLowerCase() == "a""#,
            "unknown-function",
            "there is no function `toLowerCase`",
            at: "toLowerCase",
            hint: "write email.lowerAscii()"
        ),
        Expected(
            #"email.startswith("a")"#,
            "unknown-function",
            "there is no function `startswith`",
            at: "startswith",
            hint: "did you mean `startsWith`?"
        ),
        Expected(
            #"startsWith(email, "a")"#,
            "unknown-function",
            "`startsWith` is written after a point",
            at: "startsWith",
            hint: #"write email.startsWith("a")"#
        ),
        Expected(
            "email()",
            "not-a-function",
            "`email` is a field, not a function",
            at: "email()",
            hint: "write it without parentheses: email"
        ),
        Expected(
            "len(email) > 3",
            "unknown-function",
            "there is no function `len`",
            at: "len",
            hint: "write size(email)"
        ),
        Expected(
            #"tags.exist(t, t == "a")"#,
            "unknown-function",
            "there is no function `exist`",
            at: "exist",
            hint: "did you mean `exists`?"
        ),
        Expected(
            #"tags.exists("a")"#,
            "no-overload",
            "`exists` isn't used with one argument",
            at: #"tags.exists("a")"#,
            hint: "it is written: list(A).exists(x, bool) -> bool"
        ),
        Expected(
            "mth.round(1.5) == 2.0",
            "unknown-function",
            "there is no function `mth.round`",
            at: "mth.round(1.5)",
            hint: "did you mean `math.round`?"
        ),
        Expected(
            "math.rond(1.5) == 2.0",
            "unknown-function",
            "there is no function `math.rond`",
            at: "math.rond(1.5)",
            hint: "did you mean `math.round`?"
        ),
        Expected(
            "duration()",
            "not-a-function",
            "`duration` is a field, not a function",
            at: "duration()",
            hint: "write it without parentheses: duration"
        ),
    ]

    @Test(arguments: cases)
    func `an unknown name gets the nearest known one`(_ expected: Expected) throws { try expected.check() }
}
