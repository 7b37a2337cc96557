internal import BrevoConnector
internal import FilesConnector
internal import PipelineCore
internal import Planning
internal import YAML
internal import ZoomConnector

/// Loading 1,000 pipelines in 20 files, from bytes to findings; the baseline is reading the files as YAML alone.
enum Validation {
    static func measure() throws {
        let catalog = Catalog([ZoomConnector.descriptor, BrevoConnector.descriptor, FilesConnector.descriptor])
        let documents = (0..<20).map { SourceText(name: "\($0).yaml", text: file($0)) }
        let input = Input(documents: documents, environment: ["ZOOM_CLIENT_SECRET": "s"], catalog: catalog)
        let first = load(input)
        precondition(first.pipelineCount == 1_000 && !first.hasErrors)
        let reading = shortest(of: 5) { for document in documents { precondition(parse(document).problems.isEmpty) } }
        let loading = shortest(of: 10) { precondition(!validate(input, markdown: []).hasErrors) }
        print(
            """
            1,000 pipelines in 20 files
              validate    \(rounded(loading.seconds * 1_000)) ms
              YAML alone  \(rounded(reading.seconds * 1_000)) ms
              ratio       \(rounded(loading.seconds / reading.seconds))
            """
        )
    }

    /// Fifty pipelines, each with an expression of its own, as people's differ.
    private static func file(_ number: Int) -> String {
        let account = """
            connectors:
              zoom: { account_id: a, client_id: b, client_secret: "${ZOOM_CLIENT_SECRET}" }
            lists: { webinar_attendees: 16 }

            """
        let pipelines = (0..<50).map { index in
            """
              attendees-\(number)-\(index):
                on: { webhook: webinar.ended, every: 1h }
                source:
                  zoom.webinar_attendees: { since: 30d }
                stages:
                  - filter: email != "" && attended_share >= 0.5 && duration >= \(number * 50 + index)
                  - map:
                      email: email
                      FIRSTNAME: first_name
                      WEBINAR_NAME: webinar_title
                      MEETING_DURATION: duration
                      ATTENDANCE_STATUS: "'attended'"
                sink:
                  brevo.contacts: { lists: [webinar_attendees] }
            """
        }
        return (number == 0 ? account : "") + "pipelines:\n" + pipelines.joined(separator: "\n") + "\n"
    }
}
