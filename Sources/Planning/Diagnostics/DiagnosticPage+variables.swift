import PipelineCore

extension DiagnosticPage {
    /// Variables and settings.
    static let variables = [
        DiagnosticPage(
            .unsetVariable,
            .note,
            "A variable isn't set that a run needs.",
            """
            `validate` needs no secrets, so this is a note there. The command that needs the value refuses to start, before \
            it does anything. `${NAME:-default}` gives a default, `${NAME:?message}` a message of your own.
            """,
            wrong: .pipeline(Example.rows, "timezone: \"${TEAM_TIME_ZONE}\"", "sink: stdout"),
            right: .pipeline(Example.rows, "timezone: \"${TEAM_TIME_ZONE:-Europe/Berlin}\"", "sink: stdout")
        ),
        DiagnosticPage(
            .malformedReference,
            .error,
            "A variable isn't written `${NAME}`.",
            """
            Names are letters, digits and `_`. `$NAME`, `{{ NAME }}` and `%NAME%`, as other tools have it, aren't replaced, and \
            GitHub's `${{ secrets.NAME }}` isn't either: pass it as `env`. A `${` that stands for itself is written `$${`.
            """,
            wrong: .pipeline(Example.rows, "timezone: \"${TEAM-TIME-ZONE}\"", "sink: stdout"),
            right: .pipeline(Example.rows, "timezone: \"${TEAM_TIME_ZONE:-UTC}\"", "sink: stdout")
        ),
        DiagnosticPage(
            .literalSecret,
            .warning,
            "A secret stands in the file, or on the command line.",
            """
            Files are committed, reviewed and copied; command lines are seen by every process of the machine. Whoever reads \
            the secret can read and write the account. Set it in the environment, and name the variable here.
            """,
            wrong: brevo("xkeysib-0123456789"),
            right: brevo("\"${BREVO_API_KEY}\"")
        ),
        DiagnosticPage(
            .malformedLine,
            .error,
            "A line of a file for `--env-file` can't be read.",
            "Lines are `NAME=value`, with quotes around the value where it has blanks at its ends or a ` #`.",
            wrong: .environment("ZOOM_ACCOUNT_ID: abc"),
            right: .environment("ZOOM_ACCOUNT_ID=abc")
        ),
        DiagnosticPage(
            .unknownSetting,
            .error,
            "`--set` names no place in a configuration.",
            "A path begins with one of a file's keys and has dots between the keys; a number counts a list's items from 0.",
            wrong: .command("pipeline validate pipelines --set zoom.plan=business"),
            right: .command("pipeline validate pipelines --set connectors.zoom.plan=business")
        ),
    ]

    private static func brevo(_ key: String) -> Example {
        .file(
            """
            connectors:
              brevo: { api_key: \(key) }
            pipelines:
              people:
                source: { files.csv: { path: people.csv, fields: { email: string } } }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            """
        )
    }
}
