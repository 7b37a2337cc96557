import ArgumentParser
import Assembly
import Foundation
import JSON
import PipelineCore
import Planning
import Trials
import YAML

/// `pipeline test`: the users' own tests of their pipelines.
struct TestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs the tests in the files: what a source gives, and what should come of it.",
        discussion: """
            Tests stand under `tests:`, in the file or beside it in NAME.test.yaml. They need no network, no secrets and no state.
            Status 1 when one fails, 78 when the files or the tests aren't valid.
            """
    )

    @OptionGroup var files: ConfigurationOptions
    @OptionGroup var output: OutputOptions

    @Option(help: ArgumentHelp("How results are printed: text, junit or json.", valueName: "format"))
    var format: TestFormat?

    @Option(
        help: ArgumentHelp("Runs the tests of this pipeline alone; may be given several times.", valueName: "name"),
        completion: Completing.pipelineNames
    )
    var select: [String] = []

    @Flag(help: "Writes what the pipelines make into the expectations of the tests that fail.")
    var update = false

    /// How results are printed.
    enum TestFormat: String, ExpressibleByArgument, CaseIterable {
        case text
        case junit
        case json
    }

    func run() async throws {
        do {
            let clock = ContinuousClock()
            let began = clock.now
            let (loading, graph, suite) = try loaded()
            let runner = TestRunner(graph: graph) { Connectors.all(http: $0) }
            var results: [TestReport.Line] = []
            for test in suite { results.append(TestReport.Line(test: test, result: await runner.run(test))) }
            let passed = began.duration(to: clock.now)
            let report = TestReport(lines: results, filters: filters(runner, loading), seconds: passed / .seconds(1))
            print(report)
            if update { try write(results, graph) } else if report.failed > 0 { throw ExitStatus.failed.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "test", output)
        }
    }

    private func loaded() throws -> (Loading, Graph, [TestCase]) {
        var input = try files.input(for: .validate)
        input.documents += try FileReading.sources(besides)
        let loading = load(input)
        guard let graph = loading.graph else {
            refuse(loading.diagnostics)
            throw ExitStatus.invalid.exit
        }
        let suite = loading.tests(Connectors.catalog) { path, beside in
            let place = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: beside))
            return FileManager.default.contents(atPath: place.path).map { [UInt8]($0) }
        }
        if suite.diagnostics.contains(where: { $0.severity == .error }) {
            refuse(suite.diagnostics)
            throw ExitStatus.invalid.exit
        }
        try Selection.check(select, in: graph.pipelines.map(\.name))
        let tests = suite.cases.filter { select.isEmpty || select.contains($0.pipeline.name) }
        guard !tests.isEmpty else {
            throw Refusal(
                .usage,
                "there are no tests",
                remedy: "write them under `tests:`, in the file or beside it in NAME.test.yaml (docs/testing.md)"
            )
        }
        return (loading, graph, tests)
    }

    /// `NAME.test.yaml` beside each file.
    private var besides: [String] {
        files.files.compactMap { path in
            for ending in [".yaml", ".yml"] where path.hasSuffix(ending) && !path.hasSuffix(".test" + ending) {
                let beside = String(path.dropLast(ending.count)) + ".test" + ending
                if !files.files.contains(beside), FileManager.default.fileExists(atPath: beside) { return beside }
            }
            return nil
        }
    }

    private func filters(_ runner: TestRunner, _ loading: Loading) -> [TestReport.Filter] {
        runner.coverage.sorted { $0.key < $1.key }.flatMap { name, counts in
            zip(counts, loading.filterPlaces(name)).map { TestReport.Filter(pipeline: name, place: $1, count: $0) }
        }
    }

    // MARK: Reports

    private func print(_ report: TestReport) {
        switch output.json ? .json : format ?? .text {
        case .text: Output.result(report.text(output.style, isUpdating: update))
        case .junit: Output.result(report.junit)
        case .json:
            let isOK = report.failed == 0 || update
            Output.result(Envelope(command: "test", isOK: isOK, result: report.json, diagnostics: []).text)
        }
    }

    private func refuse(_ diagnostics: [Diagnostic]) {
        if output.json || format == .json {
            let values = diagnostics.map(DiagnosticJSON.value)
            Output.result(Envelope(command: "test", isOK: false, result: .null, diagnostics: values).text)
        } else {
            Output.note(TextReport(usesColor: output.errorStyle.isOn).text(diagnostics))
        }
    }

    // MARK: Updating

    private func write(_ lines: [TestReport.Line], _ graph: Graph) throws {
        var sources: [SourceText] = []
        for line in lines where !sources.contains(line.test.span.source) { sources.append(line.test.span.source) }
        for source in sources {
            var change = ExpectationUpdate(source, lists: graph.lists)
            for line in lines { change.take(line.test, line.result) }
            let text: String?
            do { text = try change.text() } catch {
                throw Refusal(
                    .failed,
                    "the expectations in \(source.name) can't be changed in place; the file is left as it is",
                    remedy: "write each test's keys on lines of their own"
                )
            }
            guard let text else { continue }
            do { try Data(text.utf8).write(to: URL(fileURLWithPath: source.name), options: .atomic) } catch {
                throw Refusal(.failed, "\(source.name) can't be written", remedy: "check the file and its permissions")
            }
            Output.note("\(source.name) updated")
        }
    }
}
