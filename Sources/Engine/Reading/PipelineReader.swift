internal import CEL
internal import PipelineCore
internal import State
internal import Synchronization

/// Reads one pipeline's source: finds its partitions and reads those that are due.
struct PipelineReader: Sendable {
    let pipeline: RunnablePipeline
    let index: Int
    let start: PipelineStart
    let board: ProgressBoard
    let room: Semaphore
    let window: Window
    /// What alone is read; nil for all.
    let focuses: [Focus]?
    let recorder: PartitionRecorder

    /// Partitions that are read at once, for one pipeline.
    private static let workers = 8

    /// Reads until all partitions are read, the task is cancelled, or the source fails as a whole.
    func read() async throws -> End {
        var end = End()
        do {
            if case .rows(let sink) = pipeline.sink { try await sink.open(columns: pipeline.columns) }
            end = try await readAll()
            if case .rows(let sink) = pipeline.sink { try await sink.close() }
        } catch let failure as ConnectorFailure {
            end.failures.append(failure)
        }
        return end
    }

    private func readAll() async throws -> End {
        let queue = PartitionQueue()
        var end = try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask { try await find(queue) }
            for _ in 0..<Self.workers { group.addTask { try await work(off: queue) } }
            return try await group.reduce(into: End(isFocused: focuses != nil)) { total, end in
                total += end
                // What is left would fail in the same way; it is found again by the next run.
                if end.failures.contains(where: \.stopsEverything) { group.cancelAll() }
            }
        }
        let left = queue.remaining()
        if left > 0 || Task.isCancelled { end.isInterrupted = true }
        try await recorder.interrupt(left)
        return end
    }

    private func find(_ queue: PartitionQueue) async throws -> End {
        defer { queue.close() }
        var end = End()
        do {
            if let focuses {
                end.sought = try await find(focuses, queue)
            } else {
                for partition in start.open where pipeline.usesCheckpoints { try await consider(partition, queue) }
                board.add(try await pipeline.source.discover(window) { try await consider($0, queue) })
            }
            end.isListed = true
        } catch let failure as ConnectorFailure {
            end.failures.append(failure)
        } catch is CancellationError {
            end.isInterrupted = true
        }
        board.update(index) { $0.isListed = true }
        return end
    }

    /// Finds what was asked for alone.
    ///
    /// - Returns: The partitions of each focus that are read now, by its id; none for one that couldn't be looked for.
    private func find(_ focuses: [Focus], _ queue: PartitionQueue) async throws -> [String: Set<String>] {
        var sought: [String: Set<String>] = [:]
        for focus in focuses {
            let found = Mutex<Set<String>>([])
            do {
                let notices = try await pipeline.source.discover(focus, in: window) { partition in
                    if try await consider(partition, queue) { found.withLock { _ = $0.insert(partition.id) } }
                }
                board.add(notices)
                sought[focus.id] = found.withLock { $0 }
            } catch let failure as ConnectorFailure where !failure.stopsEverything {
                board.add([Notice(code: "not-found", subject: focus.id, message: failure.message)])
            }
        }
        return sought
    }

    /// Has a partition read, if it is due.
    ///
    /// - Returns: Whether it is.
    @discardableResult
    private func consider(_ partition: Partition, _ queue: PartitionQueue) async throws -> Bool {
        // A backfill looks for what was passed over before.
        if pipeline.usesCheckpoints, !partition.isReadEachRun, recorder.sending?.isBackfill != true {
            guard try await !recorder.isRead(partition) else { return false }
        }
        if queue.add(partition) { board.update(index) { $0.found += 1 } }
        return true
    }

    private func work(off queue: PartitionQueue) async throws -> End {
        var end = End()
        while end.failures.isEmpty, let partition = await queue.next() {
            do {
                let failure = try await room.withRoom { try await readOne(partition, &end) }
                if let failure, failure.stopsEverything { end.failures.append(failure) }
            } catch is CancellationError {
                try await recorder.interrupt(1)
                end.isInterrupted = true
            }
        }
        return end
    }

    /// Reads a partition: take the rows, take them through the stages, prepare them for the sink, record all at once.
    private func readOne(_ partition: Partition, _ end: inout End) async throws -> ConnectorFailure? {
        let runner = StageRunner(stages: pipeline.stages)
        let intake = Intake(
            runner: runner,
            sink: pipeline.sink,
            identifiesInstances: pipeline.source.identifiesInstances,
            state: recorder.state
        )
        defer { board.update(index) { $0.done += 1 } }
        do {
            let reading = try await pipeline.source.read(partition) { try await intake.take($0) }
            board.add(reading.notices)
            let unsettled = try await recorder.record(partition, reading, intake)
            if focuses != nil { end.note(partition.id, unsettled) }
            return nil
        } catch let failure as ConnectorFailure {
            try await recorder.fail(partition, failure, intake)
            return failure
        } catch let error as CancellationError {
            try await recorder.abandon(intake)
            throw error
        }
    }
}
