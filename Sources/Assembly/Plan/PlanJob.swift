internal import CEL
package import Engine
internal import Foundation
internal import HTTP
package import Logging
package import PipelineCore
package import Planning
package import State

/// One `plan`: runs the pipelines on a copy of the state with sinks that write nothing.
///
/// The real state is only read, but for the counters of requests: those that a plan makes count against the limits like any other.
package struct PlanJob: Sendable {
    private let original: StateStore?
    /// The state as it was copied; nil when there was none.
    private let base: StateVersion?
    private let copy: StateStore
    private let workFolder: URL
    private let opened: OpenedGraph
    private let http: HTTPClient
    private let graph: Graph
    private let selected: Set<String>?
    private let createsAttributes: Bool

    /// The rehearsal's progress.
    package let board: ProgressBoard

    /// Ends the rehearsal early.
    package let control = RunControl()

    /// Copies the state and opens the connectors; sends nothing yet.
    ///
    /// - Parameters:
    ///   - selected: The pipelines to plan; nil for all.
    ///   - environment: For certificate authorities.
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package init(
        graph: Graph,
        selected: Set<String>?,
        statePath: String,
        createsAttributes: Bool,
        environment: [String: String],
        logger: Logger
    ) async throws {
        original =
            FileManager.default.fileExists(atPath: statePath) ? try StateStore(path: statePath) : nil
        workFolder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pipeline-plan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: workFolder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            copy = try await StateStore.rehearsal(
                of: original,
                at: workFolder.appendingPathComponent("state.db").path
            )
            base = try await original == nil ? nil : copy.version()
            http = HTTPClient(HTTPClientConfiguration(environment: environment))
            opened = try OpenedGraph(
                graph,
                selecting: selected,
                connectors: Connectors.all(http: http),
                context: ConnectorContext(
                    now: WallClock.now,
                    counters: original ?? copy,
                    events: copy,
                    logger: logger
                ),
                createsAttributes: createsAttributes
            )
        } catch {
            try? FileManager.default.removeItem(at: workFolder)
            throw error
        }
        self.graph = graph
        self.selected = selected
        self.createsAttributes = createsAttributes
        board = ProgressBoard(pipelines: opened.pipelines.map(\.identity.name))
    }

    /// Rehearses the run.
    ///
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package func run(since: Int?) async throws -> PlanResult {
        let began = ContinuousClock().now
        let elapsed: @Sendable () -> Double = { began.duration(to: ContinuousClock().now) / .seconds(1) }
        let findings = try await opened.preflight()
        let rehearsals = Rehearsals(elapsed: elapsed)
        let engine = Engine(state: copy, control: control, now: WallClock.now, elapsed: elapsed)
        let report = try await engine.run(
            opened.pipelines.map(rehearsals.rehearsed),
            command: "plan",
            since: since,
            board: board
        ) { "{}" }
        let passed = elapsed()
        try await copy.endRehearsal()
        let summary = try await summary(report, findings, rehearsals.writes, passed: passed)
        return PlanResult(summary: summary, failures: report.failures, contacts: PlannedContacts(copy, run: report.run))
    }

    /// Writes the plan into a file, from which it can be shown and applied.
    ///
    /// - Parameter input: What the configuration was loaded from.
    /// - Throws: ``StateFailure``, ``ConnectorFailure``; ``UnsavablePlan`` when the file would hold a secret.
    package func save(_ result: PlanResult, of input: Input, at path: String) async throws {
        let configuration = PlannedConfiguration(
            input: input,
            graph: graph,
            selected: selected,
            createsAttributes: createsAttributes,
            accounts: try await opened.accounts()
        )
        if let place = configuration.secret(of: graph) { throw UnsavablePlan(place: place) }
        let facts = PlanFacts(
            summary: result.summary,
            configuration: configuration,
            state: base
        )
        try await copy.savePlan(run: result.summary.run, at: path, facts: try facts.texts())
    }

    /// Gives everything back; the contacts of the result can't be read any more.
    package func close() async {
        await opened.close()
        await http.shutdown()
        try? copy.close()
        try? original?.close()
        try? FileManager.default.removeItem(at: workFolder)
    }

    private func summary(
        _ report: RunReport,
        _ findings: [PreflightFinding],
        _ writes: [String: RehearsedWrites],
        passed: Double
    ) async throws -> PlanSummary {
        let numbers = try await copy.pipelineNumbers(of: report.run)
        var tally = PlanTally()
        try await tally.count(copy, run: report.run)
        for line in report.pipelines { tally.add(line.books, of: numbers[line.name] ?? 0) }
        let lines = zip(opened.pipelines, report.pipelines).map { pipeline, line in
            PlanSummary.Line(
                name: line.name,
                number: numbers[line.name] ?? 0,
                sink: graph.pipelines.first { $0.name == line.name }?.sink.name ?? "",
                lists: Self.lists(of: pipeline),
                books: line.books,
                contacts: tally.byPipeline[numbers[line.name] ?? 0] ?? PlanCounts()
            )
        }
        return PlanSummary(
            created: WallClock.now().seconds,
            run: report.run,
            status: report.status,
            findings: findings,
            pipelines: lines,
            contacts: tally.all,
            requests: await requests(writes, findings),
            seconds: max(passed, writes.values.map(\.end).max() ?? 0),
            secondsFromPlan: writes.values.map(\.seconds).max() ?? 0,
            deferred: report.deferred,
            notices: report.notices
        )
    }

    private func requests(_ writes: [String: RehearsedWrites], _ findings: [PreflightFinding]) async
        -> [PlannedRequests]
    {
        var written: [String: [String: Int]] = [:]
        for need in opened.needs {
            let own = writes[need.destination.id]?.requests ?? [:]
            written[need.connector, default: [:]].merge(own, uniquingKeysWith: +)
            // Creating an attribute or a list is one request of the same kind.
            let created = need.destination.requests(upserts: need.creations(in: findings), submissions: [])
            written[need.connector, default: [:]].merge(created, uniquingKeysWith: +)
        }
        var result: [PlannedRequests] = []
        for (connector, usage) in await opened.usage().sorted(by: { $0.key < $1.key }) {
            let labels = Set(usage.requests.keys).union(written[connector, default: [:]].keys)
            for label in labels.sorted() {
                let reads = usage.requests[label] ?? 0
                let count = written[connector]?[label] ?? 0
                guard reads + count > 0 else { continue }
                result.append(
                    PlannedRequests(
                        connector: connector,
                        label: label,
                        reads: reads,
                        writes: count,
                        limits: usage.limits[label] ?? []
                    )
                )
            }
        }
        return result
    }

    private static func lists(of pipeline: RunnablePipeline) -> [PlanSummary.List] {
        guard case .keyed(let sink) = pipeline.sink else { return [] }
        return sink.memberships.map { PlanSummary.List(id: $0, name: sink.destination.name(ofMembership: $0)) }
    }
}

/// What a plan found.
package struct PlanResult: Sendable {
    /// What it says.
    package let summary: PlanSummary

    /// What stopped it, or part of it; the gravest first.
    package let failures: [ConnectorFailure]

    /// The single contacts.
    package let contacts: PlannedContacts
}

/// The contacts of a plan, page by page: there may be a hundred thousand.
package struct PlannedContacts: Sendable {
    private let page: @Sendable (_ after: PlannedContact?, _ limit: Int) async throws -> [PlannedContact]

    init(_ state: StateStore, run: Int) {
        page = { try await state.plannedContacts(run: run, after: $0, limit: $1) }
    }

    init(_ plan: SavedPlan) {
        page = { try await plan.contacts(after: $0, limit: $1) }
    }

    /// Hands over the contacts in the order of their keys, as long as `body` wants more.
    package func forEach(_ body: (PlannedContact) throws -> Bool) async throws {
        var last: PlannedContact?
        while true {
            let page = try await page(last, 1_000)
            guard let end = page.last else { return }
            for contact in page where try !body(contact) { return }
            last = end
        }
    }
}
