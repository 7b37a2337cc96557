package import CEL
internal import PipelineCore
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
    ///   - usage: The requests made, as JSON text, asked for at the end.
    /// - Throws: ``StateFailure``, and what a row sink throws. Failures of services are in the report.
    package func run(
        _ pipelines: [RunnablePipeline],
        command: String,
        since: Int? = nil,
        board: ProgressBoard,
        usage: @Sendable () async -> String
    ) async throws -> RunReport {
        let began = elapsed()
        let moment = now()
        let start = try await state.beginRun(command: command, at: moment, pipelines: pipelines.map(\.identity))
        let desks = try await Desks(pipelines, start: start, state: state)
        let windows = zip(pipelines, start.pipelines).map { Self.window(since ?? $0.since, $1, at: moment) }
        for (window, start) in zip(windows, start.pipelines) {
            try await state.noteFirstWindow(since: window.since, pipeline: start.id)
        }
        let ends = try await work(pipelines, start: start, desks: desks, windows: windows, board: board)

        var status = ends.status(isDrained: control.isDraining)
        let summary = try await state.runs(limit: 1).first
        let lines = pipelines.map {
            PipelineReport(name: $0.identity.name, books: summary?.books[$0.identity.name] ?? Books())
        }
        if lines.contains(where: { !$0.books.close }) { status = .failed }
        if status == .done,
            lines.contains(where: {
                $0.books.deadLettered + $0.books.inDoubt > 0 || !$0.books.partitions.failed.isEmpty
            })
        {
            status = .incomplete
        }
        var swept: [Int: Timestamp] = [:]
        for (reader, start) in zip(ends.readers, start.pipelines) where reader.isListed && !reader.isInterrupted {
            swept[start.id] = moment
        }
        try await state.finishRun(start.run, status: status, at: now(), usage: await usage(), swept: swept)
        return RunReport(
            run: start.run,
            status: status,
            pipelines: lines,
            failures: ends.failures,
            notices: board.notices,
            deferred: ends.desks.reduce(0) { $0 + $1.deferred },
            seconds: elapsed() - began
        )
    }

    private func work(
        _ pipelines: [RunnablePipeline],
        start: RunStart,
        desks: Desks,
        windows: [Window],
        board: ProgressBoard
    ) async throws -> Ends {
        let room = Semaphore(Self.partitionsAtOnce)
        let (state, control, now) = (state, control, now)
        let indices = Dictionary(uniqueKeysWithValues: zip(start.pipelines.map(\.id), pipelines.indices))
        return try await withThrowingTaskGroup(of: Ends.self) { group in
            group.addTask {
                defer { desks.finishInboxes() }
                return Ends(
                    readers: try await Self.untilDrained(control) {
                        try await withThrowingTaskGroup(of: (Int, PipelineReader.End).self) { readers in
                            for (index, pipeline) in pipelines.enumerated() {
                                let reader = PipelineReader(
                                    pipeline: pipeline,
                                    index: index,
                                    start: start.pipelines[index],
                                    run: start.run,
                                    destination: desks.id(of: pipeline),
                                    state: state,
                                    inbox: desks.inbox(of: pipeline),
                                    board: board,
                                    room: room,
                                    window: windows[index],
                                    now: now
                                )
                                readers.addTask { (index, try await reader.read()) }
                            }
                            var ends = Array(repeating: PipelineReader.End(), count: pipelines.count)
                            for try await (index, end) in readers { ends[index] = end }
                            return ends
                        }
                    }
                )
            }
            for desk in desks.all {
                group.addTask {
                    var delivery = DeliveryDesk(
                        destination: desk.destination,
                        id: desk.id,
                        run: start.run,
                        pipelines: Set(start.pipelines.map(\.id)),
                        attributes: desk.attributes,
                        state: state,
                        inbox: desk.inbox,
                        control: control,
                        now: now,
                        settledBooks: { books in
                            for (pipeline, more) in books {
                                if let index = indices[pipeline] { board.update(index) { $0.books += more } }
                            }
                        }
                    )
                    return Ends(desks: [try await delivery.deliver()])
                }
            }
            return try await group.reduce(into: Ends()) { total, end in
                total.readers += end.readers
                total.desks += end.desks
                // A destination that can't be written to makes further reading pointless: what was read stays in the outbox.
                if end.desks.contains(where: { $0.failure != nil }) { control.drain() }
            }
        }
    }

    /// Runs `work`, cancelled when the run is drained: what it was reading is read again by the next run.
    private static func untilDrained<Result: Sendable>(
        _ control: RunControl,
        _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                await control.drained()
                return nil
            }
            var result: Result?
            while result == nil, let next = try await group.next() {
                result = next
                group.cancelAll()
            }
            guard let result else { throw CancellationError() }
            return result
        }
    }

    /// The window reaches back to the last complete sweep, so that an outage longer than `since` loses nothing.
    private static func window(_ since: Int, _ start: PipelineStart, at moment: Timestamp) -> Window {
        let wanted = moment.seconds - Int64(since)
        let lower = start.swept.map { min(wanted, $0.seconds) } ?? wanted
        return Window(since: Timestamp(seconds: lower, nanoseconds: 0), until: moment)
    }
}
