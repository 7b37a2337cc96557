import PipelineCore

extension DiagnosticPage {
    /// Columns.
    static let columns = [
        DiagnosticPage(
            .missingMap,
            .error,
            "A sink needs a map, and there is none.",
            "The sink can't know which field is meant for which of its attributes.",
            wrong: unmapped,
            right: .map("email: email", "FIRSTNAME: first_name")
        ),
        DiagnosticPage(
            .missingColumn,
            .error,
            "A sink needs a column that the map doesn't make.",
            "Brevo finds a contact by its email, so every row must have one.",
            wrong: .map("FIRSTNAME: first_name"),
            right: .map("email: email", "FIRSTNAME: first_name")
        ),
        DiagnosticPage(
            .mappedTwice,
            .error,
            "One attribute is mapped twice.",
            "Which of the two values wins would be chance; Brevo doesn't tell `Firstname` from `FIRSTNAME`.",
            wrong: .compact(synced, "field_mapping: { email: email, name: FIRSTNAME, first_name: FIRSTNAME }"),
            right: .compact(synced, "field_mapping: { email: email, first_name: FIRSTNAME }")
        ),
        DiagnosticPage(
            .refusedColumn,
            .error,
            "A column that a sink never writes.",
            "Writing it would do harm that nobody sees: changing `EMAIL`, for instance, lifts a blocklisting.",
            wrong: .map("EMAIL: email"),
            right: .map("email: email")
        ),
        DiagnosticPage(
            .columnType,
            .error,
            "A column's value is of a type that the sink doesn't take.",
            "Brevo ignores values of a wrong type without a word.",
            wrong: .map("email: email", "ANSWERS: \"{'minutes': duration}\""),
            right: .map("email: email", "MEETING_DURATION: duration")
        ),
        DiagnosticPage(
            .attributeName,
            .error,
            "A column's name can't be an attribute's.",
            "Brevo writes attributes in capitals, digits and `_`, and ignores other names without a word.",
            wrong: .map("email: email", "first-name: first_name"),
            right: .map("email: email", "FIRST_NAME: first_name")
        ),
        DiagnosticPage(
            .attributeType,
            .error,
            "Two pipelines fill one attribute with values of two types.",
            "An attribute has one type: the values of one of the two would be ignored.",
            wrong: pair("SCORE: duration", "SCORE: name"),
            right: pair("SCORE: duration", "NICKNAME: name")
        ),
        DiagnosticPage(
            .propertyName,
            .error,
            "A column's name can't be a property's.",
            "Properties of events and parameters of mails have letters, digits, `-` and `_` in their names.",
            wrong: events("zoom_attended", "\"minutes attended\": duration / 60"),
            right: events("zoom_attended", "minutes_attended: duration / 60")
        ),
    ]

    private static let synced = ["sync: { participants: true }", "lists: { meeting_participants: 15 }"]

    private static let unmapped = Example.file(
        """
        connectors:
          \(Example.zoom)
        pipelines:
          attendees:
            source: zoom.webinar_attendees
            sink:
              brevo.contacts: { lists: 16 }
        """
    )

    static func events(_ event: String, _ column: String) -> Example {
        .file(
            """
            connectors:
              \(Example.zoom)
            pipelines:
              attended:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, \(column) } }]
                sink: { brevo.events: { event: \(event) } }
            """
        )
    }

    private static func pair(_ one: String, _ other: String) -> Example {
        .file(
            """
            connectors:
              \(Example.zoom)
            pipelines:
              attendees:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, \(one) } }]
                sink: { brevo.contacts: { lists: 16 } }
              participants:
                source: zoom.meeting_participants
                stages: [{ map: { email: email, \(other) } }]
                sink: { brevo.contacts: { lists: 15 } }
            """
        )
    }
}
