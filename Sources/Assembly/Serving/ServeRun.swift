internal import Engine
internal import HTTP
internal import Logging
internal import PipelineCore
internal import Planning
internal import State

/// One run under `serve`: connectors opened anew, so that nothing of an earlier run is taken for what the services hold now.
struct ServeRun: Sendable {
    let graph: Graph
    let state: StateStore
    let http: HTTPClient
    let control: RunControl
    let createsAttributes: Bool
    let logger: Logger

    /// Runs jobs; says in the log what came of it.
    func perform(_ jobs: [Job]) async -> [String: JobResult] {
        do {
            return try await run(jobs)
        } catch let failure as ConnectorFailure {
            logger.error("\(names(jobs)): \(failure.message)\(failure.remedy.map { "; \($0)" } ?? "")")
        } catch let failure as StateFailure {
            logger.error("\(names(jobs)): \(failure.message); \(failure.remedy)")
        } catch {
            logger.error("\(names(jobs)): \(error)")
        }
        return [:]
    }

    private func run(_ jobs: [Job]) async throws -> [String: JobResult] {
        let opened = try OpenedGraph(
            graph,
            selecting: Set(jobs.map(\.pipeline)),
            connectors: Connectors.all(http: http),
            context: ConnectorContext(now: WallClock.now, counters: state, events: state, logger: logger),
            createsAttributes: createsAttributes
        )
        do {
            let report = try await run(jobs, opened)
            await opened.close()
            guard let report else { return [:] }
            return Dictionary(
                report.pipelines.map { ($0.name, $0.result) },
                uniquingKeysWith: { first, _ in first }
            )
        } catch {
            await opened.close()
            throw error
        }
    }

    /// - Returns: Nil when something is missing at the services.
    private func run(_ jobs: [Job], _ opened: OpenedGraph) async throws -> RunReport? {
        let findings = try await opened.preflight()
        log(findings)
        guard !findings.contains(where: \.isError) else { return nil }
        log(try await opened.create())
        let began = ContinuousClock().now
        let engine = Engine(
            state: state,
            control: control,
            now: WallClock.now,
            elapsed: { began.duration(to: ContinuousClock().now) / .seconds(1) }
        )
        let scopes = jobs.compactMap { job in job.scope.map { (job.pipeline, $0) } }
        let report = try await engine.run(
            opened.pipelines,
            command: "serve",
            focuses: Dictionary(scopes, uniquingKeysWith: { first, _ in first }),
            board: ProgressBoard(pipelines: opened.pipelines.map(\.identity.name))
        ) { UsageText.json(await opened.usage()) }
        log(report)
        return report
    }

    private func log(_ findings: [PreflightFinding]) {
        for finding in findings { logger.log(level: finding.isError ? .error : .warning, "\(finding.message)") }
    }

    private func log(_ report: RunReport) {
        for line in report.pipelines { logger.info("run \(report.run), \(line.name): \(Self.summary(line))") }
        for notice in report.notices { logger.warning("\(notice.message)") }
        for failure in report.failures {
            logger.error("run \(report.run): \(failure.message)\(failure.remedy.map { "; \($0)" } ?? "")")
        }
        if !report.booksClose { logger.critical("run \(report.run): THE BOOKS DON'T CLOSE") }
    }

    /// `25 rows: 20 delivered, 3 unchanged, 2 skipped`.
    private static func summary(_ line: PipelineReport) -> String {
        let books = line.books
        let counts = [
            (books.delivered, "delivered"), (books.unchanged, "unchanged"), (books.merged, "merged"),
            (books.superseded, "superseded"), (books.filtered, "filtered"),
            (books.skipped.values.reduce(0, +), "skipped"), (books.deadLettered, "dead letters"),
            (books.inDoubt, "in doubt"), (books.pending, "pending"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        var text = "\(books.rows) row\(books.rows == 1 ? "" : "s")"
        if !counts.isEmpty { text += ": " + counts.joined(separator: ", ") }
        if books.partitions.notReady > 0 { text += "; \(books.partitions.notReady) not ready yet, tried again" }
        let failed = books.partitions.failed.values.reduce(0, +)
        if failed > 0 { text += "; \(failed) not read, tried again" }
        return text
    }

    private func names(_ jobs: [Job]) -> String { jobs.map(\.pipeline).joined(separator: ", ") }
}
