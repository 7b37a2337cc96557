import PipelineCore

extension DiagnosticPage {
    /// Pipelines.
    static let pipelines = [
        DiagnosticPage(
            .badName,
            .error,
            "A name can't be a pipeline's.",
            "Names stand in command lines, metrics and reports: up to 63 of `a`–`z`, `0`–`9` and `-` between them.",
            wrong: .file(Example.pipeline(Example.rows, "sink: stdout").text.replacing("people:", with: "All People:")),
            right: .file(Example.pipeline(Example.rows, "sink: stdout").text.replacing("people:", with: "all-people:"))
        ),
        DiagnosticPage(
            .missingSource,
            .error,
            "A pipeline doesn't say where its records come from.",
            "Every pipeline has one `source`.",
            wrong: .pipeline("sink: stdout"),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .missingSink,
            .error,
            "A pipeline doesn't say where its rows go.",
            "Every pipeline has one `sink`; `stdout` shows what it would write.",
            wrong: .pipeline(Example.rows),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .severalSources,
            .error,
            "A pipeline has more than one source.",
            "Each source has its own fields and its own checkpoint. Write a pipeline for each; options stand below the source's name, further in.",
            wrong: .pipeline(
                "source:",
                "  files.csv:",
                "  path: people.csv",
                "  fields: { email: string }",
                "sink: stdout"
            ),
            right: .pipeline(
                "source:",
                "  files.csv:",
                "    path: people.csv",
                "    fields: { email: string }",
                "sink: stdout"
            )
        ),
        DiagnosticPage(
            .severalSinks,
            .error,
            "A pipeline has more than one sink.",
            "What one sink accepts and another refuses couldn't be told apart in the books. Write a pipeline for each.",
            wrong: .pipeline(Example.rows, "sink: { stdout: {}, files.csv: { path: copy.csv } }"),
            right: .pipeline(Example.rows, "sink: { files.csv: { path: copy.csv } }")
        ),
        DiagnosticPage(
            .severalStages,
            .error,
            "One item of `stages` holds several stages.",
            "The keys of a mapping have no order, and stages have one. Begin each stage with `- `.",
            wrong: .pipeline(
                Example.rows,
                "stages:",
                "  - filter: email != \"\"",
                "    map: { email: email }",
                "sink: stdout"
            ),
            right: .pipeline(
                Example.rows,
                "stages:",
                "  - filter: email != \"\"",
                "  - map: { email: email }",
                "sink: stdout"
            )
        ),
        DiagnosticPage(
            .unknownSource,
            .error,
            "There is no source of this name.",
            "A source's name has its connector before the dot: `zoom.webinar_attendees`.",
            wrong: .pipeline("source: files.excel", "sink: stdout"),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .unknownSink,
            .error,
            "There is no sink of this name.",
            "A sink's name has its connector before the dot: `brevo.contacts`; `stdout` stands alone.",
            wrong: .pipeline(Example.rows, "sink: console"),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .unknownStage,
            .error,
            "There is no stage of this name.",
            "A stage is `filter`, which keeps records, or `map`, which makes a row of each.",
            wrong: .pipeline(Example.rows, "stages:", "  - where: email != \"\"", "sink: stdout"),
            right: .pipeline(Example.rows, "stages:", "  - filter: email != \"\"", "sink: stdout")
        ),
        DiagnosticPage(
            .unknownWebhook,
            .warning,
            "A webhook event looks misspelt.",
            "A pipeline that waits for an event that never comes doesn't run. Events that aren't known here are accepted when no known one is near.",
            wrong: .pipeline(Example.rows, "on: { webhook: webinar.endet }", "sink: stdout"),
            right: .pipeline(Example.rows, "on: { webhook: webinar.ended }", "sink: stdout")
        ),
        DiagnosticPage(
            .idleDelay,
            .warning,
            "`delay` waits after a webhook, and there is none.",
            "Sweeps (`every`, `schedule`) begin on time. Add a `webhook`, or remove `delay`.",
            wrong: .pipeline(Example.rows, "on: { every: 1h, delay: 5m }", "sink: stdout"),
            right: .pipeline(Example.rows, "on: { every: 1h }", "sink: stdout")
        ),
    ]
}
