import Testing

@testable import CEL

/// Expressions that aren't written as the language wants: the message says what was meant and how to write it.
@Suite struct MistakesTests {
    static let cases: [Expected] = [
        Expected(
            #"email = "a""#,
            "assignment",
            "`=` doesn't compare",
            at: "=",
            hint: "to ask whether two values are equal, write =="
        ),
        Expected(
            #"email == "a" and duration > 5"#,
            "unknown-operator",
            "`and` isn't an operator here",
            at: "and",
            hint: "write &&"
        ),
        Expected(
            #"email == "a" AND duration > 5"#,
            "unknown-operator",
            "`AND` isn't an operator here",
            at: "AND",
            hint: "write &&"
        ),
        Expected(
            "not host",
            "unknown-operator",
            "`not` isn't an operator here",
            at: "not",
            hint: "write ! before what should be false"
        ),
        Expected(
            "not(host)",
            "unknown-operator",
            "`not` isn't an operator here",
            at: "not",
            hint: "write ! before what should be false"
        ),
        Expected(
            "email == “x”",
            "smart-quote",
            "`“` is a typographic quote, which doesn't begin a text",
            at: "“",
            hint: #"use plain quotes: " or '"#
        ),
        Expected(
            #"email == "x"#,
            "unterminated-string",
            #"the text that begins here has no closing ""#,
            at: #""x"#,
            hint: #"add " at its end"#
        ),
        Expected(
            #"(email == "x""#,
            "syntax",
            "`(` is never closed",
            at: "(",
            hint: "add )"
        ),
        Expected(
            #"email == "x")"#,
            "syntax",
            "unexpected `)`; an operator or the end should stand here",
            at: ")",
            hint: "remove it, or add the ( it belongs to"
        ),
        Expected(
            #"email <> "x""#,
            "unknown-operator",
            "`<>` isn't an operator here",
            at: "<>",
            hint: "to ask whether two values differ, write !="
        ),
        Expected(
            #"email === "x""#,
            "unknown-operator",
            "`===` isn't an operator here",
            at: "===",
            hint: "write =="
        ),
        Expected(
            "host & true",
            "unknown-operator",
            "`&` isn't an operator here",
            at: "&",
            hint: "for “and”, write &&"
        ),
        Expected(
            "host | true",
            "unknown-operator",
            "`|` isn't an operator here",
            at: "|",
            hint: "for “or”, write ||"
        ),
        Expected(
            #"email contains "x""#,
            "unknown-operator",
            "`contains` isn't an operator here",
            at: "contains",
            hint: #"write: field.contains("text")"#
        ),
        Expected(
            #"email like "x%""#,
            "unknown-operator",
            "`like` isn't an operator here",
            at: "like",
            hint: #"write: field.contains("text"), or field.matches("pattern")"#
        ),
        Expected(
            "email is null",
            "unknown-operator",
            "`is` isn't an operator here",
            at: "is",
            hint: "write == (or != null)"
        ),
        Expected(
            "duration > 5m",
            "syntax",
            "a number can't be followed by `m`",
            at: "5m",
            hint: #"write a span of time as duration("5m")"#
        ),
        Expected(
            #"$email == "x""#,
            "invalid-character",
            "`$` isn't part of the language",
            at: "$",
            hint: "a field is written by its name alone: email"
        ),
        Expected(
            "email == None",
            "unknown-name",
            "there is no field `None`",
            at: "None",
            hint: "write null"
        ),
        Expected(
            "host == True",
            "unknown-name",
            "there is no field `True`",
            at: "True",
            hint: "write true"
        ),
        Expected(
            "if (host) { 1 }",
            "reserved-word",
            "`if` is a reserved word",
            at: "if",
            hint: "write: condition ? value : other"
        ),
        Expected(
            "email ==",
            "syntax",
            "the expression ends where a value should follow",
            at: ""
        ),
        Expected(
            #"== "x""#,
            "syntax",
            "unexpected `==`; a value should stand here",
            at: "=="
        ),
        Expected(
            #"email == "x" email"#,
            "syntax",
            "unexpected `email`; an operator or the end should stand here",
            at: "email"
        ),
        Expected(
            #""\d" == email"#,
            "invalid-escape",
            #"`\d` is no escape sequence"#,
            at: #"\d"#,
            hint: #"write a backslash itself as \\, or put r before the quote: r"\d+""#
        ),
        Expected(
            "email == 'it's'",
            "unterminated-string",
            "the text that begins here has no closing '",
            at: "'",
            hint: "add ' at its end"
        ),
        Expected(
            "has(email)",
            "syntax",
            "`has` asks for a field of something, as in has(map.field)",
            at: "email",
            hint: "write `email != null`"
        ),
        Expected(
            #"email in ("a", "b")"#,
            "syntax",
            "parentheses hold a single value",
            at: ",",
            hint: "a list is written with [ and ]"
        ),
    ]

    @Test(arguments: cases)
    func `a mistake gets its remedy`(_ expected: Expected) throws { try expected.check() }
}
