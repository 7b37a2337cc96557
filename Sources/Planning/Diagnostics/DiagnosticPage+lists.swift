import PipelineCore

extension DiagnosticPage {
    /// Lists.
    static let lists = [
        DiagnosticPage(
            .missingList,
            .error,
            "Something is synced, and the list for it isn't given.",
            "Contacts would be written without joining a list, and nobody would find them. Brevo shows a list's id beside its name.",
            wrong: .compact(["sync: { participants: true }"], mapping),
            right: .compact(["sync: { participants: true }", "lists: { meeting_participants: 15 }"], mapping)
        ),
        DiagnosticPage(
            .unknownList,
            .error,
            "There is no list of this name.",
            "A sink's `lists` takes ids, and names that `lists` defines; a list that nothing can fill is reported so, too.",
            wrong: .file(into("webinar_atendees")),
            right: .file(into("webinar_attendees"))
        ),
        DiagnosticPage(
            .unusedList,
            .warning,
            "Nothing fills a list that is defined.",
            "A name may be misspelt somewhere, or the pipeline for it may be missing. Remove the list if it isn't needed.",
            wrong: .file(into("16")),
            right: .file(into("webinar_attendees"))
        ),
        DiagnosticPage(
            .sharedList,
            .warning,
            "Meetings and webinars fill the same list.",
            "Nobody can tell afterwards who came to which, and mails for one reach the people of the other.",
            wrong: .compact(
                ["sync: { participants: true, webinars: true }", "lists:", "  meeting_participants: 15"]
                    + ["  webinar_attendees: 15", "  webinar_registrants: 17"],
                mapping
            ),
            right: .compact(
                ["sync: { participants: true, webinars: true }", "lists:", "  meeting_participants: 15"]
                    + ["  webinar_attendees: 16", "  webinar_registrants: 17"],
                mapping
            )
        ),
    ]

    private static let mapping = "field_mapping: { email: email, first_name: FIRSTNAME }"

    private static func into(_ list: String) -> String {
        """
        lists: { webinar_attendees: 16 }
        pipelines:
          people:
            source: { files.csv: { path: people.csv, fields: { email: string } } }
            stages: [{ map: { email: email } }]
            sink: { brevo.contacts: { lists: [\(list)] } }
        """
    }
}
