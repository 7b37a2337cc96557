import PipelineCore
import Testing
import YAML

@testable import Planning

@Suite struct CompositionTests {
    private static let pipeline = "{ source: { files.csv: { path: x, columns: a } }, sink: stdout }"

    @Test func `several files are one configuration`() throws {
        let loading = loading([
            "a.yaml": Example.connectors, "b.yaml": "pipelines: { p: \(Self.pipeline) }",
            "c.yaml": "pipelines: { q: \(Self.pipeline) }", "d.yaml": "# nothing\n", "e.yaml": "",
        ])
        #expect(loading.graph?.pipelines.map(\.name) == ["p", "q"])
        #expect(loading.fileCount == 5)
    }

    @Test func `a second definition is an error that names both places`() {
        let loading = loading([
            "a.yaml": "timezone: UTC\nlists: { a: 1 }\npipelines:\n  p: \(Self.pipeline)\n",
            "b.yaml": "timezone: UTC\nlists: { a: 2 }\npipelines:\n  p: \(Self.pipeline)\n",
        ])
        #expect(
            TextReport().text(loading.diagnostics.filter { $0.code == .duplicateDefinition }) == """
                error[duplicate-definition]: `timezone` is defined twice
                 ┌─ b.yaml:1:1
                1│ timezone: UTC
                 │ ^^^^^^^^ remove or rename one of the two
                 ┌─ a.yaml:1:1
                1│ timezone: UTC
                 │ -------- first defined here
                error[duplicate-definition]: the list `a` is defined twice
                 ┌─ b.yaml:2:10
                2│ lists: { a: 2 }
                 │          ^ remove or rename one of the two
                 ┌─ a.yaml:2:10
                2│ lists: { a: 1 }
                 │          - first defined here
                error[duplicate-definition]: the pipeline `p` is defined twice
                 ┌─ b.yaml:4:3
                4│   p: { source: { files.csv: { path: x, columns: a } }, sink: stdout }
                 │   ^ remove or rename one of the two
                 ┌─ a.yaml:4:3
                4│   p: { source: { files.csv: { path: x, columns: a } }, sink: stdout }
                 │   - first defined here

                """
        )
    }

    @Test func `a pipeline with the name of a compact one is a second definition`() throws {
        let text = "pipelines: { zoom-webinar-attendees: \(Self.pipeline) }"
        let finding = try #require(loading(["a.yaml": Example.compact, "b.yaml": text]).diagnostics.last)
        #expect(finding.code == .duplicateDefinition)
        #expect(finding.span?.description == "b.yaml:1:14")
        #expect(finding.related.map(\.span.description) == ["a.yaml:9:7"])
    }

    @Test func `findings come in the order of the files and their lines`() {
        let loading = loading(["a.yaml": "a: 1\nb: 2\n", "b.yaml": "c: 1\n"])
        #expect(loading.diagnostics.compactMap(\.span?.description) == ["a.yaml:1:1", "a.yaml:2:1", "b.yaml:1:1"])
    }

    @Test func `strict turns warnings into errors`() {
        let text = Example.connectors + "pipelines: { p: \(Self.pipeline) }"
        #expect(loading(text).diagnostics.map(\.severity) == [.warning])
        #expect(loading(text).graph != nil)
        #expect(loading(text, isStrict: true).diagnostics.map(\.severity) == [.error])
        #expect(loading(text, isStrict: true).graph == nil)
    }

    @Test func `tests are accepted`() {
        #expect(loading("tests: [{ name: x }]\npipelines: { p: \(Self.pipeline) }").diagnostics.isEmpty)
    }
}
