internal import CEL
internal import PipelineCore
internal import State

/// Reads one pipeline's source: finds its partitions, reads those that are due, and records what they brought.
struct PipelineReader: Sendable {
    let pipeline: RunnablePipeline
    let index: Int
    let start: PipelineStart
    let run: Int
    /// The outbox's destination; 0 for sinks without one.
    let destination: Int
    let state: StateStore
    let inbox: DeskInbox?
    let board: ProgressBoard
    let room: Semaphore
    let window: Window
    let now: @Sendable () -> Timestamp

    /// Partitions that are read at once, for one pipeline.
    private static let workers = 8

    /// Partitions that don't become ready are given up so long after they closed, or were first seen.
    private static let patience: Int64 = 24 * 3_600

    /// How reading ended.
    struct End: Sendable {
        /// Whether the listing was complete.
        var isListed = false
        /// What failed as a whole.
        var failures: [ConnectorFailure] = []
        /// Whether the run was drained while reading.
        var isInterrupted = false
    }

    /// Reads until all partitions are read, or the task is cancelled.
    func read() async throws -> End {
        let queue = PartitionQueue()
        let reader = StageRunner(stages: pipeline.stages)
        if case .rows(let sink) = pipeline.sink { try await sink.open(columns: pipeline.columns) }
        var end = try await withThrowingTaskGroup(of: End.self) { group in
            group.addTask { try await find(queue) }
            for _ in 0..<Self.workers {
                group.addTask {
                    var end = End()
                    while let partition = await queue.next() {
                        do {
                            try await room.withRoom { try await readOne(partition, reader: reader, end: &end) }
                        } catch is CancellationError {
                            try await interrupt(1)
                            end.isInterrupted = true
                        }
                    }
                    return end
                }
            }
            return try await group.reduce(into: End()) { total, end in
                total.isListed = total.isListed || end.isListed
                total.failures += end.failures
                total.isInterrupted = total.isInterrupted || end.isInterrupted
            }
        }
        if Task.isCancelled { end.isInterrupted = true }
        try await interrupt(queue.remaining())
        if case .rows(let sink) = pipeline.sink { try await sink.close() }
        return end
    }

    private func find(_ queue: PartitionQueue) async throws -> End {
        defer { queue.close() }
        var end = End()
        for partition in start.open where pipeline.usesCheckpoints { try await consider(partition, queue) }
        do {
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
        if pipeline.usesCheckpoints, !partition.isReadEachRun {
            guard try await !state.isRead(partition.id, of: start.id) else { return }
        }
        guard queue.add(partition) else { return }
        board.update(index) { $0.found += 1 }
    }

    /// Reads a partition: take the rows, take them through the stages, prepare them for the sink, record all at once.
    private func readOne(_ partition: Partition, reader: StageRunner, end: inout End) async throws {
        let intake = Intake(runner: reader, sink: pipeline.sink)
        do {
            let reading = try await pipeline.source.read(partition) { records in
                try await intake.take(records)
            }
            board.add(reading.notices)
            try await record(partition, reading, try await intake.finish())
        } catch let failure as ConnectorFailure {
            if failure.endsTheRun { end.failures.append(failure) }
            try await fail(partition, failure)
        }
        board.update(index) { $0.done += 1 }
    }

    private func record(_ partition: Partition, _ reading: Reading, _ taken: Intake.Taken) async throws {
        var books = taken.books
        books.rows = reading.rows
        books.merged = reading.merged
        books.skipped.merge(reading.skipped, uniquingKeysWith: +)
        books.partitions.due = 1
        var standing = Standing.read
        var taken = taken
        switch reading.readiness {
        case .final: break
        case .provisional(let reason): standing = .open(reason: reason)
        case .notReady(let reason):
            if try await isGivenUp(partition) {
                let message = "Zoom's data didn't become ready within 24 hours (\(reason)); what there was is used"
                board.add([Notice(code: "given-up", subject: partition.title, message: message)])
            } else {
                try await leaveOpen(partition, reason: reason)
                return
            }
        }
        if books.rows == 0 { books.partitions.empty = 1 } else { books.partitions.read = 1 }
        try await absorb(partition, standing: standing, taken: &taken, books: books)
    }

    private func absorb(
        _ partition: Partition,
        standing: Standing,
        taken: inout Intake.Taken,
        books: Books
    ) async throws {
        let absorption = Absorption(
            run: run,
            pipeline: start.id,
            partition: partition,
            standing: standing,
            entries: taken.entries,
            destination: destination,
            deadLetters: taken.deadLetters,
            books: books
        )
        try await state.absorb(absorption, at: now())
        let count = taken.entries.count
        board.update(index) { line in
            line.books += books
            line.books.pending += count
        }
        inbox?.add(count)
    }

    private func leaveOpen(_ partition: Partition, reason: String) async throws {
        var books = Books()
        books.partitions.due = 1
        books.partitions.notReady = 1
        var nothing = Intake.Taken()
        try await absorb(partition, standing: .open(reason: reason), taken: &nothing, books: books)
    }

    private func fail(_ partition: Partition, _ failure: ConnectorFailure) async throws {
        var books = Books()
        books.partitions.due = 1
        books.partitions.failed = [failure.message: 1]
        var nothing = Intake.Taken()
        try await absorb(partition, standing: .open(reason: failure.message), taken: &nothing, books: books)
    }

    /// Books partitions that a drained run didn't read; they are found again.
    private func interrupt(_ count: Int) async throws {
        guard count > 0 else { return }
        var books = Books()
        books.partitions.due = count
        books.partitions.failed = ["interrupted": count]
        try await state.addToBooks(books, run: run, pipeline: start.id)
        let sum = books
        board.update(index) { $0.books += sum }
    }

    private func isGivenUp(_ partition: Partition) async throws -> Bool {
        let since: Timestamp?
        if let closed = partition.closed {
            since = closed
        } else {
            since = try await state.firstSeen(partition.id, of: start.id)
        }
        guard let since else { return false }
        return now().seconds - since.seconds > Self.patience
    }
}
