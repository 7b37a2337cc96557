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
    let sendDesks: SendDesks
    /// What the pipelines' sends are recorded with, by their places.
    let sendSettings: [Int: SendSetting]
    let windows: [Window]
    /// What alone is read of each pipeline's source; nil for all.
    let focuses: [[Focus]?]
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
                    for desk in sendDesks.all { desk.control.drain() }
                }
                return .drained
            }
            let room = Semaphore(Engine.partitionsAtOnce)
            let readers = reads ? Array(pipelines.indices) : []
            for index in readers { group.addTask { .read(index, try await read(index, room)) } }
            for desk in desks.all { group.addTask { .delivered(try await deliver(desk)) } }
            // People are there before they are written to, and no contact has two writers.
            let areContactsDone = Latch()
            if desks.all.isEmpty { areContactsDone.open() }
            for desk in sendDesks.all {
                group.addTask {
                    await areContactsDone.wait()
                    return .delivered(try await send(desk))
                }
            }

            var ends = Ends()
            var running = readers.count + desks.all.count + sendDesks.all.count
            while running > 0, let event = try await group.next() {
                switch event {
                case .drained: continue
                case .read(let index, let end): ends.readers[index] = end
                case .delivered(let end):
                    ends.desks.append(end)
                    if ends.desks.count == desks.all.count { areContactsDone.open() }
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
        let sending = sendSettings[index]
        defer {
            desk?.inbox.finish()
            sending?.desk.inbox.finish()
        }
        let number = start.pipelines[index].id
        let reader = PipelineReader(
            pipeline: pipelines[index],
            index: index,
            start: start.pipelines[index],
            board: board,
            room: room,
            window: windows[index],
            focuses: focuses[index],
            recorder: PartitionRecorder(
                run: start.run,
                pipeline: number,
                index: index,
                desk: desk,
                sending: sending,
                state: state,
                board: board,
                now: now
            )
        )
        let control = desk?.control ?? sending?.desk.control ?? control
        do {
            return try await control.untilDrained { try await reader.read() }
        } catch is CancellationError where control.isDraining && !Task.isCancelled {
            return PipelineReader.End(isInterrupted: true)
        }
    }

    private func deliver(_ desk: Desks.Desk) async throws -> DeliveryDesk.End {
        var delivery = DeliveryDesk(
            desk: desk,
            run: start.run,
            pipelines: Set(start.pipelines.map(\.id)),
            state: state,
            now: now,
            report: report
        )
        return try await delivery.deliver()
    }

    private func send(_ desk: SendDesks.Desk) async throws -> DeliveryDesk.End {
        var sending = SendDesk(
            desk: desk,
            run: start.run,
            pipelines: Set(start.pipelines.map(\.id)),
            state: state,
            now: now,
            report: report
        )
        return try await sending.deliver()
    }

    /// Puts what desks have done on the board.
    private var report: DeskReport {
        let places = Dictionary(
            zip(start.pipelines.map(\.id), pipelines.indices),
            uniquingKeysWith: { first, _ in first }
        )
        let board = board
        return DeskReport(
            settled: { books in
                for (pipeline, more) in books {
                    if let place = places[pipeline] { board.update(place) { $0.books += more } }
                }
            },
            notice: { board.add([$0]) },
            held: { board.hold($0) }
        )
    }
}
