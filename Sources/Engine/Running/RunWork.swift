internal import CEL
internal import PipelineCore
internal import State

/// The readers and desks of one run, side by side.
struct RunWork: Sendable {
    let pipelines: [RunnablePipeline]
    let start: RunStart
    /// Whether sources are read; otherwise only what waits is delivered.
    let reads: Bool
    let desks: Desks
    let windows: [Window]
    let state: StateStore
    let control: RunControl
    let board: ProgressBoard
    let now: @Sendable () -> Timestamp

    private enum Event: Sendable {
        case read(Int, PipelineReader.End)
        case delivered(DeliveryDesk.End)
        case drained
    }

    /// Runs until all is read and delivered, or the run is drained.
    func run() async throws -> Ends {
        try await withThrowingTaskGroup(of: Event.self) { group in
            group.addTask {
                await control.drained()
                if control.isDraining {
                    for desk in desks.all { desk.control.drain() }
                }
                return .drained
            }
            let room = Semaphore(Engine.partitionsAtOnce)
            let readers = reads ? Array(pipelines.indices) : []
            for index in readers { group.addTask { .read(index, try await read(index, room)) } }
            for desk in desks.all { group.addTask { .delivered(try await deliver(desk)) } }

            var ends = Ends()
            var running = readers.count + desks.all.count
            while running > 0, let event = try await group.next() {
                switch event {
                case .drained: continue
                case .read(let index, let end): ends.readers[index] = end
                case .delivered(let end): ends.desks.append(end)
                }
                running -= 1
            }
            group.cancelAll()
            return ends
        }
    }

    /// Reads one pipeline; what it was reading when the run is drained is read again by the next run.
    private func read(_ index: Int, _ room: Semaphore) async throws -> PipelineReader.End {
        let desk = desks.desk(of: pipelines[index])
        defer { desk?.inbox.finish() }
        let number = start.pipelines[index].id
        let reader = PipelineReader(
            pipeline: pipelines[index],
            index: index,
            start: start.pipelines[index],
            board: board,
            room: room,
            window: windows[index],
            recorder: PartitionRecorder(
                run: start.run,
                pipeline: number,
                index: index,
                desk: desk,
                state: state,
                board: board,
                now: now
            )
        )
        let control = desk?.control ?? control
        do {
            return try await control.untilDrained { try await reader.read() }
        } catch is CancellationError where control.isDraining && !Task.isCancelled {
            return PipelineReader.End(isInterrupted: true)
        }
    }

    private func deliver(_ desk: Desks.Desk) async throws -> DeliveryDesk.End {
        let places = Dictionary(
            zip(start.pipelines.map(\.id), pipelines.indices),
            uniquingKeysWith: { first, _ in first }
        )
        let board = board
        var delivery = DeliveryDesk(
            desk: desk,
            run: start.run,
            pipelines: Set(start.pipelines.map(\.id)),
            state: state,
            now: now,
            report: DeskReport(
                settled: { books in
                    for (pipeline, more) in books {
                        if let place = places[pipeline] { board.update(place) { $0.books += more } }
                    }
                },
                notice: { board.add([$0]) },
                held: { board.hold($0) }
            )
        )
        return try await delivery.deliver()
    }
}
