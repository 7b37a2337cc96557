import PipelineCore

extension DiagnosticPage {
    /// Names in expressions.
    static let names = [
        DiagnosticPage(
            .unknownField,
            .error,
            "A source has no field of this name.",
            """
            Each source has its own fields: `webinar_title` isn't there for meetings. Behind a map, there are only the map's \
            columns.
            """,
            wrong: .filter("durration >= 300"),
            right: .filter("duration >= 300")
        ),
        DiagnosticPage(
            .unknownName,
            .error,
            "A name stands where a value is needed, and isn't a field.",
            "Functions need their parentheses: `size(name)`.",
            wrong: .filter("email != \"\" && contains"),
            right: .filter("email != \"\" && email.contains(\"@\")")
        ),
        DiagnosticPage(
            .unknownFunction,
            .error,
            "There is no function of this name.",
            "The reference has all functions; some are written after a point (`name.trim()`), others before their values (`size(name)`).",
            wrong: .filter("email.toLowerCase() == \"a@example.com\""),
            right: .filter("email.lowerAscii() == \"a@example.com\"")
        ),
        DiagnosticPage(
            .notAFunction,
            .error,
            "A field is called like a function.",
            "Fields are written without parentheses.",
            wrong: .filter("duration() > 300"),
            right: .filter("duration > 300")
        ),
        DiagnosticPage(
            .noSuchField,
            .error,
            "A value has no member of this name.",
            "Text, numbers and moments have no members; what is asked for is usually a function: `size(name)`.",
            wrong: .filter("name.length > 3"),
            right: .filter("size(name) > 3")
        ),
    ]
}
