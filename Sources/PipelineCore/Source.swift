/// Where records come from: lists partitions, and reads one partition's records.
///
/// A source knows nothing of checkpoints, back-pressure or retries of whole partitions: the engine decides what is read when.
/// It paces its own requests, repeats what is safe to repeat, and says how each partition ended.
package protocol Source: Sendable {
    /// Finds the partitions of `window` and hands over each as soon as it is known, also those read in earlier runs.
    ///
    /// - Returns: What a person should know about what couldn't be seen (a user without a webinar licence).
    /// - Throws: ``ConnectorFailure`` when the listing as a whole failed; `CancellationError`.
    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice]

    /// Finds the partitions that `focus` stands for, with as few requests as that takes.
    ///
    /// Sources that can't tell find all partitions of `window`.
    ///
    /// - Throws: as ``discover(_:found:)``.
    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice]

    /// Reads all of a partition's records: every row once, rows of one person merged.
    ///
    /// Records are handed over in one or more chunks; the source waits until a chunk is taken, so it doesn't hold a page token
    /// while it waits (Zoom's live 15 minutes): sources with page tokens read the whole listing first.
    ///
    /// - Throws: ``ConnectorFailure``; what `emit` throws; `CancellationError`. Records handed over before a failure are discarded
    ///   by the engine, the partition stays open.
    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading

    /// Whether its records' instances name occasions of the world (a meeting's instance), rather than places in a file. What can't
    /// be taken back happens once for each person and occasion.
    var identifiesInstances: Bool { get }
}

extension Source {
    /// Most do.
    package var identifiesInstances: Bool { true }
}

extension Source {
    package func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        try await discover(window, found: found)
    }
}

/// How the reading of a partition ended.
package struct Reading: Sendable, Hashable {
    /// The rows that the service gave, before anything was merged or left out.
    package var rows: Int

    /// The rows that were merged into another row of the same person.
    package var merged: Int

    /// The rows left out before they became records, by reason (`waiting_room`).
    package var skipped: [String: Int]

    /// The rows that couldn't become records: each is a dead letter.
    package var rejected: [Rejection]

    /// Whether the data is final.
    package var readiness: Readiness

    /// What a person should know.
    package var notices: [Notice]

    /// Makes a reading.
    package init(
        rows: Int,
        merged: Int = 0,
        skipped: [String: Int] = [:],
        rejected: [Rejection] = [],
        readiness: Readiness = .final,
        notices: [Notice] = []
    ) {
        self.rows = rows
        self.merged = merged
        self.skipped = skipped
        self.rejected = rejected
        self.readiness = readiness
        self.notices = notices
    }
}

/// A row that couldn't become a record.
package struct Rejection: Sendable, Hashable {
    /// Stable, kebab-case: what kind of trouble.
    package let code: String

    /// What is wrong, for a person; without the values, which may be personal.
    package let reason: String

    /// Where the row stands, for people: `people.csv, line 7`.
    package let origin: String

    /// Makes a rejection.
    package init(code: String, reason: String, origin: String) {
        self.code = code
        self.reason = reason
        self.origin = origin
    }
}

/// Whether a partition's data may still change.
package enum Readiness: Sendable, Hashable {
    /// What was read is all there will be: the partition settles with its deliveries.
    case final

    /// What was read is right but more may come: it is delivered, and read again in a later run.
    case provisional(reason: String)

    /// The service hasn't the data yet: nothing is delivered, it is read again in a later run.
    case notReady(reason: String)
}

/// Something a person should know that is no failure.
package struct Notice: Sendable, Hashable, Codable {
    /// Stable, kebab-case; notices with the same code and subject are shown once.
    package let code: String

    /// What it is about: a meeting, a user.
    package let subject: String

    /// What happened and what to do.
    package let message: String

    /// Makes a notice.
    package init(code: String, subject: String, message: String) {
        self.code = code
        self.subject = subject
        self.message = message
    }
}
