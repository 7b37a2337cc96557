internal import CEL
internal import PipelineCore
internal import State

/// Reads one pipeline's source: finds its partitions and reads those that are due.
struct PipelineReader: Sendable {
    let pipeline: RunnablePipeline
    let index: Int
    let start: PipelineStart
    let board: ProgressBoard
    let room: Semaphore
    let window: Window
    let recorder: PartitionRecorder

    /// Partitions that are read at once, for one pipeline.
    private static let workers = 8

    /// How reading ended.
    struct End: Sendable {
        /// Whether the listing was complete.
        var isListed = false
        /// What failed as a whole.
        var failures: [ConnectorFailure] = []
        /// Whether reading ended before all was read.
        var isInterrupted = false
    }

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
            return try await group.reduce(into: End()) { total, end in
                total.isListed = total.isListed || end.isListed
                total.failures += end.failures
                total.isInterrupted = total.isInterrupted || end.isInterrupted
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
            for partition in start.open where pipeline.usesCheckpoints { try await consider(partition, queue) }
            let notices = try await pipeline.source.discover(window) { partition in
                try await consider(partition, queue)
            }
            board.add(notices)
            end.isListed = true
        } catch let failure as ConnectorFailure {
            end.failures.append(failure)
        } catch is CancellationError {
            end.isInterrupted = true
        }
        board.update(index) { $0.isListed = true }
        return end
    }

    private func consider(_ partition: Partition, _ queue: PartitionQueue) async throws {
        // A backfill looks for what was passed over before.
        if pipeline.usesCheckpoints, !partition.isReadEachRun, recorder.sending?.isBackfill != true {
            guard try await !recorder.isRead(partition) else { return }
        }
        guard queue.add(partition) else { return }
        board.update(index) { $0.found += 1 }
    }

    private func work(off queue: PartitionQueue) async throws -> End {
        var end = End()
        while end.failures.isEmpty, let partition = await queue.next() {
            do {
                let failure = try await room.withRoom { try await readOne(partition) }
                if let failure, failure.stopsEverything { end.failures.append(failure) }
            } catch is CancellationError {
                try await recorder.interrupt(1)
                end.isInterrupted = true
            }
        }
        return end
    }

    /// Reads a partition: take the rows, take them through the stages, prepare them for the sink, record all at once.
    private func readOne(_ partition: Partition) async throws -> ConnectorFailure? {
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
            try await recorder.record(partition, reading, intake)
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
