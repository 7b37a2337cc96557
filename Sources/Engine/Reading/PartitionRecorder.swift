internal import CEL
internal import PipelineCore
internal import State

/// Records what reading partitions brought, and decides where each stands.
struct PartitionRecorder: Sendable {
    let run: Int
    /// The pipeline's number, and its place on the board.
    let pipeline: Int
    let index: Int
    /// Nil for sinks without a desk.
    let desk: Desks.Desk?
    /// Nil for sinks whose deliveries may be repeated.
    let sending: SendSetting?
    let state: StateStore
    let board: ProgressBoard
    let now: @Sendable () -> Timestamp

    /// Partitions that don't become ready are given up so long after they closed, or were first seen.
    private static let patience: Int64 = 24 * 3_600

    /// Whether a partition was read to its end, now or in an earlier run.
    func isRead(_ partition: Partition) async throws -> Bool {
        try await state.isRead(partition.id, of: pipeline)
    }

    /// Records a partition that was read.
    ///
    /// - Returns: Why it isn't settled; nil when it is.
    func record(_ partition: Partition, _ reading: Reading, _ intake: Intake) async throws -> JobResult.Unsettled? {
        let standing: Standing
        switch reading.readiness {
        case .final:
            standing = .read
        case .provisional(let reason):
            // Only a known end can be long past: what goes on may go on for days.
            standing = partition.closed.map(isLongPast) == true ? .read : .open(reason: reason)
        case .notReady(let reason):
            guard try await isGivenUp(partition) else {
                try await leaveOpen(partition, reason: reason, intake) { $0.notReady = 1 }
                return .notReady
            }
            let message = "the data didn't become ready within 24 hours (\(reason)); what there was is used"
            board.add([Notice(code: "given-up", subject: partition.title, message: message)])
            standing = .read
        }
        var taken = try await intake.finish()
        var books = taken.books
        books.rows = reading.rows
        books.merged = reading.merged
        books.skipped.merge(reading.skipped, uniquingKeysWith: +)
        books.deadLettered += reading.rejected.count
        taken.deadLetters += reading.rejected.map {
            DeadLetterDraft(key: nil, code: $0.code, reason: $0.reason, origin: $0.origin)
        }
        books.partitions.due = 1
        if books.rows == 0 { books.partitions.empty = 1 } else { books.partitions.read = 1 }
        try await absorb(partition, standing, taken, books)
        return standing == .read ? nil : .provisional
    }

    /// Records that a partition couldn't be read: it is read again by the next run.
    func fail(_ partition: Partition, _ failure: ConnectorFailure, _ intake: Intake) async throws {
        let message = [failure.message, failure.remedy].compactMap(\.self).joined(separator: "; ")
        board.add([Notice(code: "partition-failed", subject: partition.title, message: message)])
        try await leaveOpen(partition, reason: failure.message, intake) { $0.failed = [failure.reason: 1] }
    }

    /// Throws away what was read of a partition when the run was drained.
    func abandon(_ intake: Intake) async throws {
        guard let written = try await intake.discard() else { return }
        try await add(written)
    }

    /// Books partitions that a drained run didn't read; they are found again.
    func interrupt(_ count: Int) async throws {
        guard count > 0 else { return }
        var books = Books()
        books.partitions.due = count
        books.partitions.failed = ["interrupted": count]
        try await add(books)
    }

    private func add(_ books: Books) async throws {
        try await state.addToBooks(books, run: run, pipeline: pipeline)
        board.update(index) { $0.books += books }
    }

    private func leaveOpen(
        _ partition: Partition,
        reason: String,
        _ intake: Intake,
        _ count: (inout PartitionBooks) -> Void
    ) async throws {
        var books = try await intake.discard() ?? Books()
        books.partitions.due = 1
        count(&books.partitions)
        try await absorb(partition, .open(reason: reason), Intake.Taken(), books)
    }

    private func absorb(
        _ partition: Partition,
        _ standing: Standing,
        _ taken: Intake.Taken,
        _ books: Books
    ) async throws {
        let absorption = Absorption(
            run: run,
            pipeline: pipeline,
            partition: partition,
            standing: standing,
            entries: taken.entries,
            destination: desk?.id ?? 0,
            spool: taken.spool,
            deadLetters: taken.deadLetters,
            books: books
        )
        if let sending {
            try await absorb(absorption, taken.sends, sending)
            return
        }
        let count = try await state.absorb(absorption, at: now())
        board.update(index) { line in
            line.books += books
            line.books.pending += count
        }
        desk?.inbox.add(count)
    }

    private func absorb(_ absorption: Absorption, _ drafts: [SendDraft], _ sending: SendSetting) async throws {
        let sends = SendAbsorption(
            destination: sending.desk.id,
            channel: sending.channel,
            drafts: drafts,
            from: sending.from,
            isBackfill: sending.isBackfill
        )
        let books = try await state.absorb(absorption, sends, at: now())
        board.update(index) { $0.books += books }
        sending.desk.inbox.add(books.pending)
    }

    private func isGivenUp(_ partition: Partition) async throws -> Bool {
        if let closed = partition.closed { return isLongPast(closed) }
        return try await state.firstSeen(partition.id, of: pipeline).map(isLongPast) ?? false
    }

    private func isLongPast(_ moment: Timestamp) -> Bool {
        now().seconds - moment.seconds > Self.patience
    }
}
