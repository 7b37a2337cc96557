internal import CEL
internal import Engine
package import HTTP
internal import Logging
package import PipelineCore
package import Planning
internal import YAML

/// Runs tests of a configuration: with the real sources, stages and sinks, but without any service, clock or state.
package final class TestRunner {
    private let graph: Graph
    private let connectors: (any HTTPSending) -> [any Connector]
    private var sinks: [String: any KeyedSink] = [:]

    /// How often each filter kept and left out a record, by pipeline.
    package private(set) var coverage: [String: [FilterCount]] = [:]

    /// How often a filter kept and left out a record.
    package struct FilterCount: Sendable, Hashable {
        /// Records that it kept.
        package var kept = 0

        /// Records that it left out.
        package var left = 0
    }

    /// Makes a runner.
    ///
    /// - Parameter connectors: Makes all connectors over what answers their requests.
    package init(graph: Graph, connectors: @escaping (any HTTPSending) -> [any Connector]) {
        self.graph = graph
        self.connectors = connectors
    }

    /// Runs a test.
    package func run(_ test: TestCase) async -> TestResult {
        do {
            let outcome = try await outcome(test)
            let comparison = Comparison(test: test, outcome: outcome, lists: graph.lists)
            return TestResult(mismatches: comparison.mismatches, outcome: outcome)
        } catch {
            let mismatch = Mismatch(
                path: test.pipeline.name,
                span: test.span,
                expected: nil,
                actual: message(of: error)
            )
            return TestResult(mismatches: [mismatch], outcome: nil)
        }
    }

    private func outcome(_ test: TestCase) async throws -> TestOutcome {
        var outcome = TestOutcome()
        switch test.given {
        case .records(let records):
            let sink = try keyedSink(test.pipeline)
            for record in records { take(record, test.pipeline, sink, &outcome) }
        case .answers(let answers):
            let bases = graph.connectors.values.compactMap { $0.options.string("api_url") }
            let service = CannedService(answers, bases: bases)
            let sink = try keyedSink(test.pipeline)
            let (records, failure) = await read(test, service, &outcome)
            for record in records { take(record, test.pipeline, sink, &outcome) }
            if !service.unanswered.isEmpty { throw Unanswered(requests: service.unanswered) }
            if let failure { throw failure }
        }
        return outcome
    }

    // MARK: Reading

    /// Requests that a test has no answer for.
    private struct Unanswered: Error {
        let requests: [String]
    }

    /// What the real source makes of the answers.
    private func read(_ test: TestCase, _ service: CannedService, _ outcome: inout TestOutcome) async -> (
        [Record], (any Error)?
    ) {
        let collected = Collected()
        var readings: [Reading] = []
        do {
            let node = test.pipeline.source
            let session = try session(node.connector, service, now: test.now)
            let settings = PipelineSettings(name: test.pipeline.name, timeZone: test.pipeline.timeZone)
            let source = try session.source(node.name, options: node.options, layout: node.layout, pipeline: settings)
            let since = Timestamp(seconds: test.now.seconds - Int64(node.options.seconds("since") ?? 30 * 86_400))
            _ = try await source.discover(Window(since: since, until: test.now)) { await collected.add($0) }
            for partition in await collected.partitions {
                readings.append(try await source.read(partition) { await collected.add($0) })
            }
        } catch {
            return (await collected.records, error)
        }
        for reading in readings {
            outcome.merged += reading.merged
            outcome.skipped.merge(reading.skipped, uniquingKeysWith: +)
        }
        return (await collected.records, nil)
    }

    private actor Collected {
        var partitions: [Partition] = []
        var records: [Record] = []

        func add(_ partition: Partition) {
            if !partitions.contains(where: { $0.id == partition.id }) { partitions.append(partition) }
        }

        func add(_ more: [Record]) { records += more }
    }

    // MARK: Stages and sink

    private func take(_ record: Record, _ pipeline: Pipeline, _ sink: (any KeyedSink)?, _ outcome: inout TestOutcome) {
        count(record, pipeline)
        switch StageRunner(stages: pipeline.stages).run(record) {
        case .filtered: outcome.filtered += 1
        case .failed(let expression, let message):
            outcome.rejected["expression", default: 0] += 1
            outcome.reasons.append("\(record.origin): `\(expression)`: \(message)")
        case .row(let row):
            outcome.rows.append(
                zip(pipeline.columns, row.values).map { TestOutcome.Column(name: $0.name, value: $1) }
            )
            switch sink?.prepare(row) {
            case .entry(let entry): outcome.add(entry)
            case .skip(let reason): outcome.skipped[reason, default: 0] += 1
            case .reject(let code, let reason):
                outcome.rejected[code, default: 0] += 1
                outcome.reasons.append("\(record.origin): \(reason)")
            case nil: break
            }
        }
    }

    /// Notes which filters the record passes: each is tried behind those before it.
    private func count(_ record: Record, _ pipeline: Pipeline) {
        let filters = pipeline.stages.indices.filter { if case .filter = pipeline.stages[$0] { true } else { false } }
        var counts = coverage[pipeline.name] ?? filters.map { _ in FilterCount() }
        defer { coverage[pipeline.name] = counts }
        for (number, index) in filters.enumerated() {
            switch StageRunner(stages: Array(pipeline.stages[...index])).run(record) {
            case .row: counts[number].kept += 1
            case .filtered:
                counts[number].left += 1
                return
            case .failed: return
            }
        }
    }

    /// The sink, when it writes entities by key; rows of other sinks are compared as they are.
    private func keyedSink(_ pipeline: Pipeline) throws -> (any KeyedSink)? {
        if let sink = sinks[pipeline.name] { return sink }
        let session = try session(pipeline.sink.connector, CannedService([]), now: Timestamp(seconds: 0))
        let made = try session.sink(
            pipeline.sink.name,
            options: pipeline.sink.options,
            columns: pipeline.columns,
            pipeline: PipelineSettings(name: pipeline.name, timeZone: pipeline.timeZone)
        )
        guard case .keyed(let sink) = made else { return nil }
        sinks[pipeline.name] = sink
        return sink
    }

    // MARK: Connectors

    private func session(_ name: String, _ service: CannedService, now: Timestamp) throws -> any ConnectorSession {
        guard let connector = connectors(service).first(where: { $0.descriptor.name == name }) else {
            throw ConnectorFailure(.permanent, "there is no connector `\(name)`")
        }
        var options = graph.connectors[name]?.options ?? Options()
        // Credentials are never sent anywhere, so any will do.
        for field in connector.descriptor.options where field.isRequired && !options.has(field.name) {
            switch field.kind {
            case .secret: options.set(field.name, to: .secret(Secret("test")))
            case .string: options.set(field.name, to: .string("test"))
            default: break
            }
        }
        let logger = Logger(label: "pipeline.test") { _ in SwiftLogNoOpLogHandler() }
        return try connector.open(
            options,
            context: ConnectorContext(now: { now }, counters: NoCounters(), logger: logger)
        )
    }

    private func message(of error: any Error) -> String {
        switch error {
        case let unanswered as Unanswered:
            "the source asked for " + unanswered.requests.joined(separator: ", ") + ", for which `api` has no answer"
        case let failure as ConnectorFailure: failure.message
        default: "\(error)"
        }
    }
}

/// Tests begin with no request made.
private struct NoCounters: CounterStore {
    func counters(account: String, label: String) async throws -> [SavedCounter] { [] }
    func save(_ counters: [SavedCounter], account: String, label: String) async throws {}
}
