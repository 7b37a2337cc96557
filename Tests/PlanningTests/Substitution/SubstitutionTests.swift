import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct SubstitutionTests {
    private static let environment = ["NAME": "Aiko", "EMPTY": "", "YAML": "a: [1, 2]\n- x", "NUMBER": "15"]

    private func resolve(_ text: String) -> ResolvedText {
        let source = SourceText(name: "a.yaml", text: text)
        let scalar = Scalar(text: text, style: .plain, span: source.span(from: 0, to: text.utf8.count))
        return Variables(environment: Self.environment, findings: Findings()).resolve(scalar)
    }

    @Test(arguments: [
        ("plain", "plain"), ("${NAME}", "Aiko"), ("<${NAME}, ${NAME}>", "<Aiko, Aiko>"), ("${NONE:-x}", "x"),
        ("${NAME:-x}", "Aiko"), ("${EMPTY}", ""), ("${EMPTY:-x}", "x"), ("${NONE:-}", ""), ("${NAME:?needed}", "Aiko"),
        ("${NONE:-${NAME}}", "Aiko"), ("${NONE:-<${EMPTY:-${NAME}}>}!", "<Aiko>!"), ("$${NAME}", "${NAME}"),
        ("$$${NAME}", "$${NAME}"), ("$NAME $ 5$", "$NAME $ 5$"), ("${NONE:-a:b-c?}", "a:b-c?"),
        ("${YAML}", "a: [1, 2]\n- x"),
        ("${NAME}}", "Aiko}"), ("é${NAME}é", "éAikoé"),
    ])
    func `variables are replaced`(_ text: String, _ result: String) {
        let resolved = resolve(text)
        #expect(resolved.text == result)
        #expect(!resolved.isUnset)
    }

    @Test(arguments: ["${NONE}", "${NONE:?needed}", "${EMPTY:?needed}", "a${NONE:-${NONE}}"])
    func `a variable without value leaves the text unset`(_ text: String) {
        #expect(resolve(text).isUnset)
    }

    @Test(arguments: [
        ("${", 0..<2), ("a${NAME", 1..<7), ("${}", 0..<3), ("${1}", 0..<4), ("x${A B}", 4..<6), ("${A:+b}", 3..<6),
        ("${NONE:-${}", 0..<11),
    ])
    func `malformed references are errors at their place`(_ text: String, _ range: Range<Int>) throws {
        let findings = Findings()
        let source = SourceText(name: "a.yaml", text: text)
        let scalar = Scalar(text: text, style: .plain, span: source.span(from: 0, to: text.utf8.count))
        let resolved = Variables(environment: Self.environment, findings: findings).resolve(scalar)
        let finding = try #require(findings.all.first)
        #expect(finding.code == .malformedReference)
        #expect(finding.span.map { $0.start.offset..<$0.end.offset } == range)
        #expect(resolved.isUnset)
    }

    @Test func `what a variable gave stands at its reference, the rest where it was written`() {
        let resolved = resolve("a ${NAME} bc")
        #expect(resolved.text == "a Aiko bc")
        #expect(resolved.span(of: 2..<6).text == "${NAME}")
        #expect(resolved.span(of: 3..<4).text == "${NAME}")
        #expect(resolved.span(of: 7..<9).text == "bc")
        #expect(resolved.span(of: 0..<9).text == "a ${NAME} bc")
    }

    @Test func `a type is decided after substitution`() throws {
        let text = """
            connectors:
              zoom:
                account_id: a
                client_id: b
                client_secret: "${ZOOM_CLIENT_SECRET}"
                debug: "${DEBUG:-true}"
                rate_share: ${SHARE}
            lists: { a: "${LIST:-15}", b: "${NUMBER}" }
            pipelines:
              p:
                source: zoom.webinar_attendees
                stages: [{ map: { email: email } }]
                sink: { brevo.contacts: { lists: [a, b, "${THIRD:-3}"] } }
            """
        let environment = Environment.full.merging(["SHARE": "0.5", "NUMBER": "16"]) { $1 }
        let loading = loading(text, environment: environment)
        let graph = try #require(loading.graph, "\(TextReport().text(loading))")
        #expect(graph.connectors["zoom"]?.options.bool("debug") == true)
        #expect(graph.connectors["zoom"]?.options.double("rate_share") == 0.5)
        #expect(graph.pipelines.first?.sink.options.ints("lists") == [15, 16, 3])
    }

    @Test func `a value can't inject structure`() throws {
        let text = """
            pipelines:
              p: { source: { files.csv: { path: "${PATH_NAME}", columns: a } }, sink: stdout }
            """
        let environment = ["PATH_NAME": "x\", columns: b }\n  q: {"]
        let graph = try #require(loading(text, environment: environment).graph)
        #expect(graph.pipelines.first?.source.options.string("path") == environment["PATH_NAME"])
        #expect(graph.pipelines.map(\.name) == ["p"])
    }

    @Test func `keys are never replaced`() {
        let text = """
            pipelines:
              "${NAME}": { source: { files.csv: { path: x, columns: a } }, sink: stdout }
            """
        #expect(loading(text, environment: ["NAME": "p"]).diagnostics.map(\.code) == [.badName])
    }
}
