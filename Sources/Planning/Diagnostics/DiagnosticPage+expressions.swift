import PipelineCore

extension DiagnosticPage {
    /// Expressions as text.
    static let expressions = [
        DiagnosticPage(
            .expressionSyntax,
            .error,
            "A text isn't an expression.",
            "Expressions are CEL: a field's name, a literal, and what operators and functions make of them. The place is where reading stopped.",
            wrong: .filter("duration >"),
            right: .filter("duration > 300")
        ),
        DiagnosticPage(
            .assignment,
            .error,
            "A single `=` stands where values are compared.",
            "`==` asks whether two values are equal; nothing is assigned in an expression.",
            wrong: .filter("email = \"a@example.com\""),
            right: .filter("email == \"a@example.com\"")
        ),
        DiagnosticPage(
            .unknownOperator,
            .error,
            "An operator of another language.",
            "CEL's operators are those of C and its kin: `&&`, `||`, `!`, `==`, `!=`, `in`, `? :`.",
            wrong: .filter("email != \"\" and duration > 300"),
            right: .filter("email != \"\" && duration > 300")
        ),
        DiagnosticPage(
            .smartQuote,
            .error,
            "A typographic quotation mark.",
            "Word processors and chats turn plain quotes into typographic ones; text stands between `\"` or `'`.",
            wrong: .filter("email != “”"),
            right: .filter("email != \"\"")
        ),
        DiagnosticPage(
            .invalidCharacter,
            .error,
            "A character that means nothing in an expression.",
            "A `$` often comes from a template, a `≥` from a formula, a `;` from a statement.",
            wrong: .filter("duration ≥ 300"),
            right: .filter("duration >= 300")
        ),
        DiagnosticPage(
            .invalidEscape,
            .error,
            "A backslash stands before something that it doesn't escape.",
            "`r\"…\"` takes backslashes as they are, which patterns need.",
            wrong: .filter("email.matches(\"\\d+@example\")"),
            right: .filter("email.matches(r\"\\d+@example\")")
        ),
        DiagnosticPage(
            .unterminatedString,
            .error,
            "A text is never closed.",
            "Text ends with the quotation mark that it began with, on the same line.",
            wrong: .filter("email != \""),
            right: .filter("email != \"\"")
        ),
        DiagnosticPage(
            .numberOutOfRange,
            .error,
            "A number is larger than any type can hold.",
            "Whole numbers go from -9223372036854775808 to 9223372036854775807.",
            wrong: .filter("webinar_id == 99999999999999999999"),
            right: .filter("webinar_id == 99999999999")
        ),
        DiagnosticPage(
            .reservedWord,
            .error,
            "A word that the language keeps for itself stands as a name.",
            "Words such as `if`, `for` and `package` can't be names in CEL.",
            wrong: .filter("if != \"\""),
            right: .filter("email != \"\"")
        ),
        DiagnosticPage(
            .expressionTooLong,
            .error,
            "An expression has more than 16 KiB.",
            "Long lists of addresses belong into a file or a Brevo list; a long condition is easier to read as several filters.",
            wrong: .excerpt("- filter: email in [\"a@example.com\", \"b@example.com\", …]"),
            right: .filter("email.endsWith(\"@example.com\")")
        ),
        DiagnosticPage(
            .expressionTooDeep,
            .error,
            "An expression is nested deeper than 64 levels.",
            "Parentheses around parentheses come from programs that write expressions; few are needed.",
            wrong: .excerpt(
                "- filter: ((((((((((((((((((((((((((((((((((((((((… duration > 300 …))))))))))))))))))))))))))))))))))))))))"
            ),
            right: .filter("duration > 300")
        ),
        DiagnosticPage(
            .constantError,
            .error,
            "A part of an expression fails whatever the record.",
            "Every record would become a dead letter.",
            wrong: .filter("duration > int(\"5 minutes\")"),
            right: .filter("duration > 5 * 60")
        ),
        DiagnosticPage(
            .constantCondition,
            .warning,
            "A condition never changes.",
            "A filter that is always true keeps everybody, one that is always false drops everybody: hardly what it was written for.",
            wrong: .filter("email != null"),
            right: .filter("email != \"\"")
        ),
        DiagnosticPage(
            .impossibleComparison,
            .warning,
            "A comparison can never hold.",
            "The field never has this value, or two comparisons exclude each other, so the records that were meant are missed.",
            wrong: .filter("attendance_status == \"atended\""),
            right: .filter("email != \"\" && attendance_status == \"attended\"")
        ),
    ]
}
