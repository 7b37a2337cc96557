import PipelineCore

extension DiagnosticPage {
    /// The account that is written to.
    static let account = [
        DiagnosticPage(
            .unknownAttribute,
            .error,
            "The Brevo account has no attribute of this name.",
            """
            Brevo ignores attributes that it doesn't have without a word. Which there are is known from the lock that \
            `pipeline lock` writes, or with `--live`; run it again after creating one.
            """,
            wrong: .mapped("FIRSNAME: first_name"),
            right: .mapped("FIRSTNAME: first_name")
        ),
        DiagnosticPage(
            .attributeNotWritable,
            .error,
            "Brevo fills an attribute in itself.",
            "Calculated, global and transactional attributes can't be written.",
            wrong: .mapped("SCORE: duration"),
            right: .mapped("MEETING_DURATION: duration")
        ),
        DiagnosticPage(
            .unknownValue,
            .error,
            "A category or multiple-choice attribute doesn't have a value that is certain to come up.",
            "Brevo takes the labels and options that the attribute has, written alike; each row with another value would become a dead letter.",
            wrong: .mapped("STATUS: \"'attended'\""),
            right: .mapped("STATUS: \"'Attended'\"")
        ),
        DiagnosticPage(
            .ambiguousList,
            .error,
            "Several lists of the Brevo account have the name that the file gives.",
            "A name stands for a list as long as no other has it; its id always does.",
            wrong: .mapped("FIRSTNAME: first_name", into: "Customers"),
            right: .mapped("FIRSTNAME: first_name", into: "17")
        ),
        DiagnosticPage(
            .noLock,
            .note,
            "What the Brevo account has isn't known here.",
            """
            So it isn't checked whether its attributes, lists and templates are there and fit. `pipeline lock` writes them down, \
            for checks without network; `--live` asks the account.
            """,
            wrong: .mapped("FIRSTNAME: first_name", known: .none, comment: "there is no schemas/brevo.lock.json"),
            right: .mapped("FIRSTNAME: first_name")
        ),
    ]
}

extension DiagnosticPage.Example {
    /// What the account of the examples has.
    private static let inventory = Inventory(
        attributes: [
            .init("FIRSTNAME", .text), .init("MEETING_DURATION", .number), .init("SCORE", .fixed("calculated")),
            .init("STATUS", .category(labels: [1: "Attended", 2: "Absent"])),
        ],
        lists: [.init(16, "Webinar attendees"), .init(17, "Customers"), .init(18, "Customers")],
        templates: []
    )

    /// A pipeline of webinar attendees into a Brevo list.
    fileprivate static func mapped(
        _ column: String,
        into list: String = "16",
        known: AccountKnowledge = .known(inventory),
        comment: String = "the account has FIRSTNAME, MEETING_DURATION, SCORE (calculated), STATUS (Attended, Absent)"
    ) -> Self {
        .account(
            """
            # \(comment)
            connectors:
              \(zoom)
            pipelines:
              attendees:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, \(column) } }]
                sink: { brevo.contacts: { lists: [\(list)] } }
            """,
            known
        )
    }
}
