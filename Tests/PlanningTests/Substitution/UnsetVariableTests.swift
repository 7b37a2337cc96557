import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct UnsetVariableTests {
    private func codes(_ loading: Loading) -> [String] {
        loading.diagnostics.map { "\($0.severity.rawValue) \($0.code) \($0.span.map { "\($0.start.line)" } ?? "-")" }
    }

    @Test func `while validating they are notes and nothing follows from them`() {
        let loading = loading(Example.compact, environment: [:])
        #expect(loading.graph != nil)
        #expect(
            codes(loading) == [
                "note unset-variable 4", "note unset-variable 5", "note unset-variable 6",
                "note unset-variable 12", "note retired-option 13", "note unset-variable -",
            ]
        )
        #expect(
            loading.diagnostics.map(\.message).contains("`ZOOM_WEBHOOK_SECRET` isn't set; `serve` needs it")
        )
        #expect(
            TextReport().text(loading).hasPrefix(
                "note[unset-variable]: `ZOOM_ACCOUNT_ID` isn't set; a run needs it (a.yaml:4:18)\n"
            )
        )
    }

    @Test func `a run needs what the connectors in use are given, but no webhook's secret`() {
        let loading = loading(Example.compact, environment: [:], purpose: .run)
        #expect(loading.graph == nil)
        #expect(
            codes(loading).filter { $0.hasPrefix("error") } == [
                "error unset-variable 4", "error unset-variable 5", "error unset-variable 6", "error unset-variable -",
            ]
        )
    }

    @Test func `serving needs the webhook's secret too`() {
        var environment = Environment.full
        environment["ZOOM_WEBHOOK_SECRET"] = nil
        #expect(loading(Example.compact, environment: environment, purpose: .run).graph != nil)
        let loading = loading(Example.compact, environment: environment, purpose: .serve)
        #expect(codes(loading).contains("error unset-variable 12"))
    }

    @Test(arguments: [Purpose.run, .serve])
    func `a connector that nothing uses needs nothing`(_ purpose: Purpose) {
        let text = """
            connectors:
              zoom: { account_id: "${A}", client_id: "${B}", client_secret: "${C}" }
            pipelines:
              p: { source: { files.csv: { path: x, columns: a } }, sink: stdout }
              q: { source: zoom.webinar_attendees, sink: stdout, enabled: false }
            """
        #expect(loading(text, environment: [:], purpose: purpose).graph != nil)
    }

    @Test func `an empty secret is as good as none`() {
        var environment = Environment.full
        environment["ZOOM_CLIENT_SECRET"] = ""
        environment["BREVO_API_KEY"] = ""
        #expect(loading(Example.compact, environment: environment).graph != nil)
        #expect(
            codes(loading(Example.compact, environment: environment, purpose: .run)).filter { $0.hasPrefix("error") }
                == ["error unset-variable 6", "error unset-variable -"]
        )
    }

    @Test func `the message behind a question mark is told`() {
        let text = """
            pipelines:
              p: { source: { files.csv: { path: "${ROWS:?the export of today}", columns: a } }, sink: stdout }
            """
        let run = loading(text, environment: [:], purpose: .run)
        #expect(run.diagnostics.map(\.message) == ["`ROWS` isn't set: the export of today"])
        #expect(loading(text, environment: [:]).graph != nil)
    }

    @Test func `a run of some pipelines needs what they use`() {
        let text = """
            connectors:
              zoom: { account_id: "${A}", client_id: "${B}", client_secret: "${C}" }
            lists: { one: "${ONE}", webinar_attendees: 2 }
            pipelines:
              p: { source: { files.csv: { path: x, columns: a } }, sink: stdout }
              q:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email, X: "'${D}'" } }]
                sink: { brevo.contacts: { lists: [one, webinar_attendees] } }
            """
        func errors(_ selection: Set<String>?) -> [String] {
            load(
                Input(
                    documents: [SourceText(name: "a.yaml", text: text)],
                    purpose: .run,
                    selection: selection,
                    catalog: TestCatalog.all
                )
            ).diagnostics.map(\.message)
        }
        #expect(errors(["p"]) == [])
        #expect(errors(nil) == ["A", "B", "C", "ONE", "D", "BREVO_API_KEY"].map { "`\($0)` isn't set" })
    }

    @Test func `a switch whose variable isn't set leaves things on`() {
        let text = Example.compact.replacing("enabled: true", with: "enabled: \"${ON}\"")
        #expect(loading(text).graph?.pipelines.allSatisfy(\.isEnabled) == true)
    }
}
