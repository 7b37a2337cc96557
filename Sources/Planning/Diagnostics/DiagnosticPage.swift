package import PipelineCore

/// What the reference says of a code.
package struct DiagnosticPage: Sendable {
    /// The code.
    package let code: DiagnosticCode

    /// How much it matters as a rule.
    package let severity: Diagnostic.Severity

    /// What it means, in one sentence.
    package let meaning: String

    /// Why it matters and what to do, in a paragraph of Markdown.
    package let reason: String

    /// What is reported with this code.
    package let wrong: Example

    /// The same, put right.
    package let right: Example

    /// A text that shows a code.
    package enum Example: Sendable, Hashable {
        /// A whole configuration.
        case file(String)

        /// A map's lines in a configuration, checked against what is known of the account.
        case account(String, AccountKnowledge)

        /// A part that stands for a text too long to be shown.
        case excerpt(String)

        /// A file for `--env-file`.
        case environment(String)

        /// A command line.
        case command(String)

        /// The text as it is shown.
        package var text: String {
            switch self {
            case .file(let text), .account(let text, _), .excerpt(let text), .environment(let text), .command(let text):
                text
            }
        }
    }

    init(
        _ code: DiagnosticCode,
        _ severity: Diagnostic.Severity,
        _ meaning: String,
        _ reason: String,
        wrong: Example,
        right: Example
    ) {
        self.code = code
        self.severity = severity
        self.meaning = meaning
        self.reason = reason
        self.wrong = wrong
        self.right = right
    }
}

/// What the reference says of every code, by topic.
package let diagnosticPages: [DiagnosticPage] = [
    DiagnosticPage.text, DiagnosticPage.keys, DiagnosticPage.variables, DiagnosticPage.connectors, DiagnosticPage.lists,
    DiagnosticPage.account, DiagnosticPage.pipelines, DiagnosticPage.columns, DiagnosticPage.expressions,
    DiagnosticPage.names,
    DiagnosticPage.types,
].flatMap(\.self)

extension DiagnosticPage.Example {
    /// How a Zoom connector is written where it doesn't matter.
    static let zoom = """
        zoom:
            account_id: "${ZOOM_ACCOUNT_ID}"
            client_id: "${ZOOM_CLIENT_ID}"
            client_secret: "${ZOOM_CLIENT_SECRET}"
        """

    /// A pipeline of webinar attendees with one filter, written as it stands in a file.
    static func filter(_ expression: String) -> Self {
        .file(
            """
            connectors:
              \(zoom)
            pipelines:
              attendees:
                source: zoom.webinar_attendees
                stages:
                  - filter: \(expression)
                sink: stdout
            """
        )
    }

    /// A pipeline of webinar attendees into a Brevo list, with the lines of its map.
    static func map(_ columns: String...) -> Self {
        .file(
            """
            connectors:
              \(zoom)
            pipelines:
              attendees:
                source: zoom.webinar_attendees
                stages:
                  - map:
            \(columns.map { "          " + $0 }.joined(separator: "\n"))
                sink:
                  brevo.contacts: { lists: 16 }
            """
        )
    }

    /// A pipeline from one CSV file to another, with more lines of its own.
    static func pipeline(_ lines: String...) -> Self {
        .file(
            """
            pipelines:
              people:
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            """
        )
    }

    /// A source that needs no account.
    static let rows = "source: { files.csv: { path: people.csv, fields: { email: string } } }"

    /// A compact form with more lines below the Zoom connector, and more at the top level.
    static func compact(_ lines: [String], _ rest: String...) -> Self {
        .file(
            """
            connectors:
              \(zoom)
            \(lines.map { "    " + $0 }.joined(separator: "\n"))
            \(rest.joined(separator: "\n"))
            """
        )
    }
}
