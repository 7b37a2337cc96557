import PipelineCore

extension DiagnosticPage {
    /// The text of a file.
    static let text = [
        DiagnosticPage(
            .syntax,
            .error,
            "The file isn't YAML.",
            """
            Nothing can be read behind the place, so this is put right first. The usual causes: a value with `: ` or ` #` in \
            it that isn't in quotes, a tab in the indentation, a quote or bracket that is never closed, a key without a \
            space after its colon.
            """,
            wrong: .file("lists: { webinar_attendees: 16"),
            right: .file("lists: { webinar_attendees: 16 }\n\(ownList)")
        ),
        DiagnosticPage(
            .duplicateKey,
            .error,
            "A key stands twice in one mapping.",
            """
            Many YAML readers silently keep the last one, and half of what was written does nothing. Here the first one \
            counts until one of the two is removed. In a file for `--env-file`, a variable that is set twice is reported so.
            """,
            wrong: .pipeline(Example.rows, "sink: stdout", "sink: stdout"),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .unknownTag,
            .error,
            "A tag isn't one of YAML's core schema.",
            "Tags such as `!include` or `!secret` belong to other programs; nothing here acts on them. Variables are written `${NAME}`.",
            wrong: .file("x-lists: !include lists.yaml\n\(smallest)"),
            right: .file("x-lists: { webinar_attendees: 16 }\n\(smallest)")
        ),
        DiagnosticPage(
            .tagMismatch,
            .error,
            "A tag says another kind of value than the one that follows it.",
            "The value and its tag contradict each other, and either may be what was meant. Types are known without tags.",
            wrong: .file("x-lists: !!map [16, 17]\n\(smallest)"),
            right: .file("x-lists: [16, 17]\n\(smallest)")
        ),
        DiagnosticPage(
            .aliasLimit,
            .error,
            "The aliases stand for more than the file may hold.",
            """
            A few lines of aliases of aliases can stand for millions of values, which is how YAML files are made to exhaust \
            a machine's memory. A file may stand for 200,000 values in all.
            """,
            wrong: .excerpt(
                """
                x-a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
                x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
                x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
                # … and so on
                """
            ),
            right: .file("x-week: &week { since: 7d }\n\(weekly("*week"))")
        ),
        DiagnosticPage(
            .undefinedAlias,
            .error,
            "An alias names an anchor that isn't defined above it.",
            "`*name` repeats what was marked `&name` further up in the same file; anchors don't reach into other files.",
            wrong: .file(weekly("*week")),
            right: .file("x-week: &week { since: 7d }\n\(weekly("*week"))")
        ),
        DiagnosticPage(
            .recursiveAlias,
            .error,
            "An alias stands inside the value that it repeats.",
            "What contains itself has no end.",
            wrong: .file("x-people: &people [*people]"),
            right: .file("x-people: &people [Aiko]\nx-more: *people\n\(smallest)")
        ),
        DiagnosticPage(
            .tooDeep,
            .error,
            "Mappings or lists are nested deeper than 64 levels.",
            "No configuration needs it; such a file is broken, or made to exhaust a machine.",
            wrong: .excerpt(
                "x-deep: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
            ),
            right: .file("x-flat: [[1, 2], [3, 4]]\n\(smallest)")
        ),
        DiagnosticPage(
            .tooLarge,
            .error,
            "A file has more than 10 MiB or more than 200,000 values.",
            "Several files and folders can be given: together they are one configuration.",
            wrong: .excerpt("# … more than 10 MiB"),
            right: .file(smallest)
        ),
        DiagnosticPage(
            .badEncoding,
            .error,
            "The file isn't UTF-8, or has a character that YAML doesn't allow.",
            """
            Such bytes come from files saved as Latin-1 or Windows-1252, and from control characters pasted from elsewhere. \
            Guessing the encoding would put wrong names on people. Save the file as UTF-8.
            """,
            wrong: .excerpt("# J\u{FFFD}rg, saved as Latin-1"),
            right: .file("# Jörg\n\(smallest)")
        ),
        DiagnosticPage(
            .multipleDocuments,
            .error,
            "A file holds several YAML documents.",
            "What stands behind `---` would be ignored by some programs. Put it into the same document or into a file of its own.",
            wrong: .file("\(smallest)\n---\nlists: { webinar_attendees: 16 }"),
            right: .file(smallest)
        ),
        DiagnosticPage(
            .nonScalarKey,
            .error,
            "A mapping or a list is used as a key.",
            "Keys are text. A `{` or `[` before a colon usually is a value without quotes: `{name}: …`.",
            wrong: .file("lists: { [webinar, attendees]: 16 }"),
            right: .file("lists: { webinar_attendees: 16 }\n\(ownList)")
        ),
        DiagnosticPage(
            .mergeKey,
            .error,
            "`<<` merges something that is no mapping.",
            "`<<: *name` puts the keys of another mapping here; it takes one alias of a mapping, or a list of them.",
            wrong: .file("x-week: &week 7d\n\(weekly("{ <<: *week }"))"),
            right: .file("x-week: &week { since: 7d }\n\(weekly("{ <<: *week }"))")
        ),
        DiagnosticPage(
            .tooManyProblems,
            .error,
            "There are so many problems in a file that the rest was left out.",
            "After 1,000 problems one cause is likely behind them all: a file of another kind, or a broken conversion.",
            wrong: .excerpt("# … more than 1,000 problems"),
            right: .file(smallest)
        ),
    ]

    /// A pipeline that has all it needs.
    private static let smallest = """
        pipelines:
          people:
            source: { files.csv: { path: people.csv, fields: { email: string } } }
            sink: stdout
        """

    /// A pipeline that uses the list `webinar_attendees`.
    private static let ownList = """
        pipelines:
          people:
            source: { files.csv: { path: people.csv, fields: { email: string } } }
            stages: [{ map: { email: email } }]
            sink: { brevo.contacts: { lists: webinar_attendees } }
        """

    private static func weekly(_ options: String) -> String {
        """
        connectors:
          \(Example.zoom)
        pipelines:
          attendees:
            source:
              zoom.webinar_attendees: \(options)
            sink: stdout
        """
    }
}
