internal import CEL
package import Engine
internal import HTTP
package import Logging
package import PipelineCore
package import Planning
internal import State

/// One `apply`: opens everything, checks it, runs it, closes it.
package struct ApplyJob: Sendable {
    private let state: StateStore
    private let lock: RunLock
    private let opened: OpenedGraph
    private let http: HTTPClient

    /// The run's progress.
    package let board: ProgressBoard

    /// Ends the run early.
    package let control = RunControl()

    /// Opens the state and the connectors; sends nothing yet.
    ///
    /// - Parameters:
    ///   - selected: The pipelines to run; nil for all.
    ///   - environment: For certificate authorities.
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package init(
        graph: Graph,
        selected: Set<String>?,
        statePath: String,
        createsAttributes: Bool,
        environment: [String: String],
        logger: Logger
    ) throws {
        let lock = try RunLock(path: statePath, owner: "apply since \(WallClock.now().rfc3339)")
        let state = try StateStore(path: statePath)
        let http = HTTPClient(HTTPClientConfiguration(environment: environment))
        let context = ConnectorContext(now: WallClock.now, counters: state, events: state, logger: logger)
        opened = try OpenedGraph(
            graph,
            selecting: selected,
            connectors: Connectors.all(http: http),
            context: context,
            createsAttributes: createsAttributes
        )
        self.lock = lock
        self.state = state
        self.http = http
        board = ProgressBoard(pipelines: opened.pipelines.map(\.identity.name))
    }

    /// Checks credentials, attributes and lists; writes nothing.
    ///
    /// - Throws: ``ConnectorFailure``.
    package func preflight() async throws -> [PreflightFinding] {
        try await opened.preflight()
    }

    /// Creates the attributes that the preflight found missing and to be created.
    ///
    /// - Throws: ``ConnectorFailure``.
    package func create() async throws -> [PreflightFinding] {
        try await opened.create()
    }

    /// Refuses a plan that was made for another account, or from another state.
    ///
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package func check(_ plan: ReadPlan) async throws {
        try await state.check(plan.file, madeFrom: plan.facts.state)
        let accounts = try await opened.accounts()
        for (connector, planned) in plan.facts.configuration.accounts where accounts[connector] != planned {
            throw StateFailure(
                .stale,
                "the plan \(plan.file.path) is refused: it was made for another account of `\(connector)`",
                remedy: "give the key of that account, or make a new plan"
            )
        }
    }

    /// Delivers what a plan showed, and nothing else.
    ///
    /// - Throws: ``StateFailure``.
    package func run(_ plan: ReadPlan) async throws -> RunReport {
        try await state.adopt(plan.file, madeFrom: plan.facts.state)
        let report = try await run(since: nil, backfill: nil, approvals: try await plan.approvals())
        try await state.keepForecast(try plan.facts.summary.text(), of: report.run)
        return report
    }

    /// Runs the pipelines once.
    ///
    /// - Throws: ``StateFailure``; what a file sink throws.
    package func run(since: Int?, backfill: Int? = nil) async throws -> RunReport {
        try await run(since: since, backfill: backfill, approvals: nil)
    }

    private func run(since: Int?, backfill: Int?, approvals: [Int: Approval]?) async throws -> RunReport {
        let began = ContinuousClock().now
        let engine = Engine(
            state: state,
            control: control,
            now: WallClock.now,
            elapsed: { began.duration(to: ContinuousClock().now) / .seconds(1) }
        )
        let opened = opened
        return try await engine.run(
            opened.pipelines,
            command: "apply",
            since: since,
            backfill: backfill,
            board: board,
            approvals: approvals
        ) {
            UsageText.json(await opened.usage())
        }
    }

    /// The requests made so far, by connector.
    package func usage() async -> [String: Usage] { await opened.usage() }

    /// Gives everything back.
    package func close() async {
        await opened.close()
        await http.shutdown()
        try? state.close()
        lock.release()
    }
}
