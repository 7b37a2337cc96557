import PipelineCore

extension DiagnosticPage {
    /// Types of expressions.
    static let types = [
        DiagnosticPage(
            .noOverload,
            .error,
            "An operator or function doesn't take values of these types.",
            "A number and a text are never equal, so comparing them would drop every record.",
            wrong: .filter("duration > \"300\""),
            right: .filter("duration > 300")
        ),
        DiagnosticPage(
            .typeMismatch,
            .error,
            "A value is of another type than its place needs.",
            "Both sides of `&&` and `||` are true or false, for instance.",
            wrong: .filter("email && duration > 300"),
            right: .filter("email != \"\" && duration > 300")
        ),
        DiagnosticPage(
            .filterType,
            .error,
            "A filter isn't true or false.",
            "A filter says whether a record is kept. A text or a number says nothing of the kind: compare it.",
            wrong: .filter("duration"),
            right: .filter("duration > 0")
        ),
        DiagnosticPage(
            .unguardedNull,
            .error,
            "A value that may be null is used where null fails.",
            """
            Zoom doesn't tell everything of everybody. Without a guard, each record without the value becomes a dead letter. \
            The reference says which fields may be null.
            """,
            wrong: .filter("polls_answered > 2"),
            right: .filter("polls_answered != null && polls_answered > 2")
        ),
    ]
}
