import PipelineCore

extension DiagnosticPage {
    /// Connectors and the compact form.
    static let connectors = [
        DiagnosticPage(
            .unknownConnector,
            .error,
            "There is no connector of this name.",
            "A connector stands for a service: its account, its sources and its sinks.",
            wrong: .file("connectors: { mailchimp: {} }\n\(people)"),
            right: .file("connectors: { brevo: { api_key: \"${BREVO_API_KEY}\" } }\n\(people)")
        ),
        DiagnosticPage(
            .missingConnector,
            .error,
            "A pipeline uses a service whose account isn't given.",
            "Brevo alone may be left out: its API key is then taken from `BREVO_API_KEY`.",
            wrong: .file(attendees),
            right: .file("connectors:\n  \(Example.zoom)\n\(attendees)")
        ),
        DiagnosticPage(
            .disabledConnector,
            .warning,
            "A pipeline won't run because its connector is disabled.",
            "`enabled: false` keeps a connector checked and runs nothing that uses it. A pipeline that is disabled itself isn't reported.",
            wrong: .file("connectors:\n  \(Example.zoom)\n    enabled: false\n\(attendees)"),
            right: .file("connectors:\n  \(Example.zoom)\n    enabled: true\n\(attendees)")
        ),
        DiagnosticPage(
            .duplicateDefinition,
            .error,
            "Two files, or two parts of one, define the same thing.",
            """
            All files given are one configuration, and each connector, list and pipeline has one definition. Names of the \
            compact form's pipelines count too.
            """,
            wrong: synced("zoom-meeting-participants"),
            right: synced("colleagues")
        ),
        DiagnosticPage(
            .nothingToRun,
            .warning,
            "The files are right, but no pipeline comes of them.",
            "Every key under `sync` is `false`, or the files with the pipelines weren't given.",
            wrong: .compact(["sync: { participants: false }"]),
            right: .compact(["sync: { participants: true }", "lists: { meeting_participants: 15 }"], mapping)
        ),
        DiagnosticPage(
            .missingMapping,
            .error,
            "The compact form doesn't say which field fills which attribute.",
            "Without a mapping there is nothing to write. `email` is always needed: it is how a contact is found.",
            wrong: .compact(["sync: { participants: true }", "lists: { meeting_participants: 15 }"]),
            right: .compact(["sync: { participants: true }", "lists: { meeting_participants: 15 }"], mapping)
        ),
        DiagnosticPage(
            .unusedMapping,
            .warning,
            "`field_mapping` fills nothing.",
            "It counts for the compact form alone, and no `sync` is on. Pipelines have maps among their stages.",
            wrong: .file("\(mapping)\n\(people)"),
            right: .file(people)
        ),
    ]

    private static let mapping = "field_mapping: { email: email, first_name: FIRSTNAME }"
    private static let people = Example.pipeline(Example.rows, "sink: stdout").text

    private static let attendees = """
        pipelines:
          attendees:
            source: zoom.webinar_attendees
            sink: stdout
        """

    private static func synced(_ name: String) -> Example {
        .compact(
            ["sync: { participants: true }", "lists: { meeting_participants: 15 }"],
            mapping,
            people.replacing("people:", with: "\(name):")
        )
    }
}
