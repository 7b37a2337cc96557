import PipelineCore

extension DiagnosticPage {
    /// Keys and their values.
    static let keys = [
        DiagnosticPage(
            .unknownKey,
            .error,
            "A key that nothing has.",
            """
            A misspelt key would do nothing, and nobody would notice: a filter that never filters, a list that nobody \
            joins. Keys that begin with `x-` are free at the top of a file, as a place for anchors.
            """,
            wrong: .pipeline(Example.rows, "stage: []", "sink: stdout"),
            right: .pipeline(Example.rows, "stages: []", "sink: stdout")
        ),
        DiagnosticPage(
            .wrongType,
            .error,
            "A value is of another kind than its key takes.",
            "The message says what the key takes and what stands there; the reference pages have each key's kind.",
            wrong: .pipeline(Example.rows, "stages: { filter: email != \"\" }", "sink: stdout"),
            right: .pipeline(Example.rows, "stages:", "  - filter: email != \"\"", "sink: stdout")
        ),
        DiagnosticPage(
            .missingOption,
            .error,
            "A key is missing that is needed.",
            "It has no value that would be right for everybody.",
            wrong: .pipeline("source: { files.csv: { path: people.csv } }", "sink: stdout"),
            right: .pipeline(Example.rows, "sink: stdout")
        ),
        DiagnosticPage(
            .missingValue,
            .error,
            "A key has nothing behind its colon.",
            "It may have been forgotten, or a template may have left it empty. Give it a value, or remove the key.",
            wrong: .pipeline(Example.rows, "enabled:", "sink: stdout"),
            right: .pipeline(Example.rows, "enabled: false", "sink: stdout")
        ),
        DiagnosticPage(
            .notABoolean,
            .error,
            "`yes`, `no`, `on` or `off` stands where `true` or `false` is needed.",
            """
            YAML 1.1 read these words as booleans, YAML 1.2 reads them as text, and programs differ. So that a file means \
            the same everywhere, only `true` and `false` are accepted.
            """,
            wrong: .pipeline(Example.rows, "enabled: no", "sink: stdout"),
            right: .pipeline(Example.rows, "enabled: false", "sink: stdout")
        ),
        DiagnosticPage(
            .unknownChoice,
            .error,
            "A value isn't one of those that its key can have.",
            "The message names them all.",
            wrong: .pipeline(Example.rows, "sink: { stdout: { format: xml } }"),
            right: .pipeline(Example.rows, "sink: { stdout: { format: csv } }")
        ),
        DiagnosticPage(
            .outOfRange,
            .error,
            "A number or duration is smaller or larger than its key allows.",
            "The limits are those of the services: Zoom's reports, for instance, reach six months back.",
            wrong: since("900d"),
            right: since("90d")
        ),
        DiagnosticPage(
            .malformedDuration,
            .error,
            "A duration can't be read.",
            "A duration is a whole number with one unit: `s`, `m`, `h` or `d`. A number alone could be seconds or days.",
            wrong: since("30 days"),
            right: since("30d")
        ),
        DiagnosticPage(
            .malformedRate,
            .error,
            "A rate can't be read.",
            "A rate is a whole number, a slash and one of the units `s`, `min`, `h` and `day`.",
            wrong: .compact(["limits: { medium: 40 per second }"], people),
            right: .compact(["limits: { medium: 40/s }"], people)
        ),
        DiagnosticPage(
            .malformedName,
            .error,
            "A name has characters that it can't have.",
            "Brevo takes letters, digits, `-` and `_` in an event's name, and refuses the event otherwise.",
            wrong: events("zoom attended", "minutes: duration / 60"),
            right: events("zoom_attended", "minutes: duration / 60")
        ),
        DiagnosticPage(
            .malformedSchedule,
            .error,
            "A schedule can't be read.",
            "A schedule has cron's five fields: minute, hour, day of the month, month, day of the week.",
            wrong: .pipeline(Example.rows, "on: { schedule: \"every day at 6\" }", "sink: stdout"),
            right: .pipeline(Example.rows, "on: { schedule: \"0 6 * * *\" }", "sink: stdout")
        ),
        DiagnosticPage(
            .badAddress,
            .error,
            "An address can't be used.",
            """
            Credentials go to this address, so it is an absolute `https://` address without user, password, `?` or `#`. \
            `http://` is accepted for this machine alone.
            """,
            wrong: .compact(["api_url: http://zoom.example.com/v2"], people),
            right: .compact(["api_url: https://zoom.example.com/v2"], people)
        ),
        DiagnosticPage(
            .unknownTimeZone,
            .error,
            "The system knows no time zone of this name.",
            "Abbreviations such as `CET` or `JST` are ambiguous and know no summer time. Write an IANA name.",
            wrong: .file("timezone: Berlin\n" + Example.pipeline(Example.rows, "sink: stdout").text),
            right: .file("timezone: Europe/Berlin\n" + Example.pipeline(Example.rows, "sink: stdout").text)
        ),
        DiagnosticPage(
            .retiredOption,
            .note,
            "A key is accepted, but no longer does anything.",
            "Older guides name it. It can be removed.",
            wrong: .compact(
                [
                    "webhook:", "  secret_token: \"${ZOOM_WEBHOOK_SECRET}\"",
                    "  verification_token: \"${ZOOM_VERIFICATION_TOKEN}\"",
                ],
                people
            ),
            right: .compact(["webhook:", "  secret_token: \"${ZOOM_WEBHOOK_SECRET}\""], people)
        ),
    ]

    private static let people = Example.pipeline(Example.rows, "sink: stdout").text

    private static func since(_ value: String) -> Example {
        .file(
            """
            connectors:
              \(Example.zoom)
            pipelines:
              attendees:
                source:
                  zoom.webinar_attendees: { since: \(value) }
                sink: stdout
            """
        )
    }
}
