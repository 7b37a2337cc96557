import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct MarkdownTests {
    private func report(_ markdown: String, yaml: [String] = []) -> Loading {
        validate(
            Input(
                documents: yaml.map { SourceText(name: "a.yaml", text: $0) },
                environment: Environment.full,
                catalog: TestCatalog.all
            ),
            markdown: [SourceText(name: "guide.md", text: markdown)]
        )
    }

    @Test func `a mistake in a fence is reported at the Markdown file's line and column`() {
        let markdown = """
            # Guide

            - a list

              ```yaml title="broken"
              pipelines:
                one: { source: files.csv, sink: stdot }
              ```
            """
        let loading = report(markdown.replacing("files.csv", with: "{ files.csv: { path: a, columns: [email] } }"))
        #expect(
            TextReport().text(loading) == """
                error[unknown-sink]: there is no sink `stdot`
                 ┌─ guide.md:7:72
                7│     one: { source: { files.csv: { path: a, columns: [email] } }, sink: stdot }
                 │                                                                        ^^^^^ did you mean `stdout`?
                1 error in 1 file · 1 pipeline checked
                """
        )
        #expect(loading.hasErrors)
    }

    @Test func `what isn't set is said once, however many fences need it`() {
        let fence = """
            ~~~yaml
            pipelines:
              one:
                source: { files.csv: { path: a, columns: [email] } }
                stages: [{ map: { email: email } }]
                sink: brevo.contacts
            ~~~

            """
        let loading = validate(
            Input(documents: [], catalog: TestCatalog.all),
            markdown: [SourceText(name: "guide.md", text: fence + fence)]
        )
        #expect(loading.diagnostics.map(\.message) == ["`BREVO_API_KEY` isn't set; a run needs it"])
        #expect(loading.pipelineCount == 2)
    }

    @Test func `each fence is a configuration of its own`() {
        let fence = """
            ~~~yaml
            pipelines:
              one: { source: { files.csv: { path: a, columns: [email] } }, sink: stdout }
            ~~~

            """
        let loading = report("\(fence)\n\(fence)", yaml: [])
        #expect(loading.diagnostics.isEmpty)
        #expect(loading.pipelineCount == 2)
        #expect(loading.fileCount == 1)
    }

    @Test func `Markdown and YAML files give one report`() {
        let loading = report("```yaml\nlists: []\n```\n", yaml: ["pipelines: 1\n"])
        #expect(loading.diagnostics.map { $0.span?.description } == ["a.yaml:1:12", "guide.md:2:8"])
        #expect(loading.fileCount == 2)
    }

    @Test func `a fence that shows a part only is fine`() {
        #expect(report("```yaml\nx-note: nothing runs\n```\n").diagnostics.isEmpty)
    }

    @Test(arguments: [
        ("```yaml\na: 1\n```\n", ["\na: 1\n"]),
        ("```YAML {linenos=1}\na: 1\n```", ["\na: 1\n"]),
        ("   ````yaml\n   a: 1\n   ```\n   ````\n", ["\n   a: 1\n   ```\n"]),
        ("~~~ yaml `x`\r\na: 1\r\n~~~~ \r\n", ["\na: 1\n"]),
        ("```yaml\na: 1\n``` no end\n", ["\na: 1\n``` no end\n\n"]),
        ("```yaml\na: 1\n```\ntext\n```yaml\nb: 2\n```\n", ["\na: 1\n", "\n\n\n\n\nb: 2\n"]),
        ("```yaml ignore\na: 1\n```\n", []),
        ("```yaml\n  # pipeline: ignore\na: 1\n```\n", []),
        ("```yml\na: 1\n```\n", []),
        ("```yamlish\na: 1\n```\n", []),
        ("````text\n```yaml\na: 1\n```\n````\n", []),
        ("```yaml `a`\n", []),
        ("``yaml\na: 1\n``\n", []),
        ("```yaml\n```\n", []),
        ("", []),
    ])
    func `the YAML fences are found`(_ markdown: String, _ fences: [String]) {
        let found = yamlFences(SourceText(name: "a.md", text: markdown))
        #expect(found.map { $0.text(from: 0, to: $0.bytes.count) } == fences)
        #expect(found.allSatisfy { $0.name == "a.md" })
    }
}
