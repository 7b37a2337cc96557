package import CEL
package import PipelineCore
package import State

/// Runs pipelines: sources and sinks side by side, so that the limits of both services run in parallel.
///
/// Readers put what they read into the outbox, in one transaction with the partition they read. A desk for each destination
/// delivers what waits there. Neither knows the other; what a crash leaves is in the state, and the next run goes on with it.
package struct Engine: Sendable {
    /// Partitions read at once, over all pipelines: memory follows this number, not the size of the data.
    package static let partitionsAtOnce = 16

    private let state: StateStore
    private let control: RunControl
    private let now: @Sendable () -> Timestamp
    private let elapsed: @Sendable () -> Double

    /// Makes an engine on a state whose run lock is held.
    ///
    /// - Parameters:
    ///   - now: The wall clock.
    ///   - elapsed: Seconds on a clock that never jumps.
    package init(
        state: StateStore,
        control: RunControl,
        now: @escaping @Sendable () -> Timestamp,
        elapsed: @escaping @Sendable () -> Double
    ) {
        self.state = state
        self.control = control
        self.now = now
        self.elapsed = elapsed
    }

    /// Runs the pipelines once.
    ///
    /// - Parameters:
    ///   - since: How far back all sources look, in seconds, instead of their own option.
    ///   - focuses: By pipeline, the only parts of its source that are read; the others' sources are looked through.
    ///   - approvals: What a saved plan approved, by the destination's number: then nothing is read, and what waits is
    ///     delivered as far as it was approved. Nil without a plan.
    ///   - backfill: How far back is sent, in seconds, also what is older than a pipeline's first activation.
    ///   - usage: The requests made, as JSON text, asked for at the end.
    /// - Throws: ``StateFailure``; what a row sink throws; `CancellationError`. Failures of services are in the report.
    package func run(
        _ pipelines: [RunnablePipeline],
        command: String,
        since: Int? = nil,
        backfill: Int? = nil,
        focuses: [String: [Focus]] = [:],
        board: ProgressBoard,
        approvals: [Int: Approval]? = nil,
        usage: @Sendable () async -> String
    ) async throws -> RunReport {
        let began = elapsed()
        let moment = now()
        // A file that is written anew in each run gets all rows or it would lose some.
        let wanted = pipelines.map { $0.usesCheckpoints ? focuses[$0.identity.name] : nil }
        let start = try await state.beginRun(command: command, at: moment, pipelines: pipelines.map(\.identity))
        do {
            let work = try await prepare(
                pipelines,
                start: start,
                since: since,
                backfill: backfill,
                focuses: wanted,
                board: board,
                approvals: approvals,
                at: moment
            )
            let ends = try await work.run()
            return try await finish(
                pipelines,
                start,
                ends,
                focuses: wanted,
                at: moment,
                seconds: elapsed() - began,
                board: board,
                usage: await usage()
            )
        } catch {
            // Best effort: when the state itself failed, the next run finds this one interrupted.
            try? await state.finishRun(start.run, status: .failed, at: now(), usage: await usage(), swept: [:])
            throw error
        }
    }

    private func prepare(
        _ pipelines: [RunnablePipeline],
        start: RunStart,
        since: Int?,
        backfill: Int?,
        focuses: [[Focus]?],
        board: ProgressBoard,
        approvals: [Int: Approval]?,
        at moment: Timestamp
    ) async throws -> RunWork {
        let windows = zip(pipelines, start.pipelines).map { pipeline, start in
            let own = since ?? pipeline.since
            return Self.window(pipeline.isSend ? max(own, backfill ?? 0) : own, start, at: moment)
        }
        // A saved plan approves contacts; nothing is sent by it.
        let sendDesks = try await SendDesks(approvals == nil ? pipelines : [], start: start, state: state)
        var sendSettings: [Int: SendSetting] = [:]
        for (index, pipeline) in pipelines.enumerated() {
            guard case .sends(let sink) = pipeline.sink, let desk = sendDesks.desk(of: pipeline) else { continue }
            sendSettings[index] = try await SendSetting(
                sink,
                desk: desk,
                of: pipeline.identity,
                backfill: backfill,
                state: state,
                at: moment
            )
        }
        for ((window, start), focuses) in zip(zip(windows, start.pipelines), focuses)
        where focuses == nil && approvals == nil {
            try await state.noteFirstWindow(since: window.since, pipeline: start.id)
        }
        for (index, start) in start.pipelines.enumerated() {
            board.update(index) { line in
                line.books.rows += start.carried
                line.books.pending += start.carried
            }
        }
        return RunWork(
            pipelines: pipelines,
            start: start,
            reads: approvals == nil,
            desks: try await Desks(pipelines, start: start, state: state, approvals: approvals),
            sendDesks: sendDesks,
            sendSettings: sendSettings,
            windows: windows,
            focuses: focuses,
            state: state,
            control: control,
            board: board,
            now: now
        )
    }

    private func finish(
        _ pipelines: [RunnablePipeline],
        _ start: RunStart,
        _ ends: Ends,
        focuses: [[Focus]?],
        at moment: Timestamp,
        seconds: Double,
        board: ProgressBoard,
        usage: String
    ) async throws -> RunReport {
        let books = try await state.books(of: start.run)
        let lines = pipelines.enumerated().map { index, pipeline in
            let books = books[pipeline.identity.name] ?? Books()
            let end = ends.readers[index] ?? PipelineReader.End()
            let result = end.result(of: focuses[index], leavesRows: books.pending > 0)
            return PipelineReport(name: pipeline.identity.name, books: books, result: result)
        }
        let status = ends.status(isDrained: control.isDraining, books: lines.map(\.books))
        var swept: [Int: Timestamp] = [:]
        for (index, reader) in ends.readers where reader.isSwept {
            swept[start.pipelines[index].id] = moment
        }
        try await state.finishRun(start.run, status: status, at: now(), usage: usage, swept: swept)
        return RunReport(
            run: start.run,
            status: status,
            pipelines: lines,
            failures: ends.failures,
            notices: board.notices,
            held: board.held,
            deferred: ends.deferred,
            seconds: seconds
        )
    }

    /// The window reaches back to the last complete sweep, so that an outage longer than `since` loses nothing.
    private static func window(_ since: Int, _ start: PipelineStart, at moment: Timestamp) -> Window {
        let wanted = moment.seconds - Int64(since)
        let lower = start.swept.map { min(wanted, $0.seconds) } ?? wanted
        return Window(since: Timestamp(seconds: lower, nanoseconds: 0), until: moment)
    }
}
