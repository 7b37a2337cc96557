package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// Everything that reading one partition brought, to be recorded in one transaction.
package struct Absorption: Sendable {
    /// The run and the pipeline's number.
    package let run: Int
    package let pipeline: Int

    /// The partition and where it stands now.
    package let partition: Partition
    package let standing: Standing

    /// What goes to the outbox of ``destination``, after what is in ``spool``.
    package let entries: [OutboxDraft]
    package let destination: Int

    /// What was set aside while the partition was read.
    package let spool: Spool?

    /// Records that failed.
    package let deadLetters: [DeadLetterDraft]

    /// Rows of known people that came no further than the stages.
    package let history: [HistoryDraft]

    /// What is added to the books, apart from `pending`, which follows from the entries.
    package let books: Books

    /// Makes an absorption.
    package init(
        run: Int,
        pipeline: Int,
        partition: Partition,
        standing: Standing,
        entries: [OutboxDraft] = [],
        destination: Int = 0,
        spool: Spool? = nil,
        deadLetters: [DeadLetterDraft] = [],
        history: [HistoryDraft] = [],
        books: Books
    ) {
        self.run = run
        self.pipeline = pipeline
        self.partition = partition
        self.standing = standing
        self.entries = entries
        self.destination = destination
        self.spool = spool
        self.deadLetters = deadLetters
        self.history = history
        self.books = books
    }
}

/// An entry on its way to the outbox, with the place it came from.
package struct OutboxDraft: Sendable, Hashable {
    package let entry: Entry
    /// For people: the meeting's title and time.
    package let origin: String

    /// Makes a draft.
    package init(entry: Entry, origin: String) {
        self.entry = entry
        self.origin = origin
    }
}

extension StateStore {
    /// Records a partition's rows and where it stands, all or nothing: a checkpoint can't overtake its rows.
    ///
    /// - Returns: The number of rows that wait in the outbox because of it.
    @discardableResult
    package func absorb(_ absorption: Absorption, at now: Timestamp) async throws(StateFailure) -> Int {
        try await write { database in
            var pending = absorption.entries.count
            if let spool = absorption.spool { pending += try Self.count(spool, in: database) }
            let number = try Self.record(
                absorption.partition,
                of: absorption.pipeline,
                standing: absorption.standing,
                pending: pending,
                at: now,
                in: database
            )
            if let spool = absorption.spool {
                try Self.empty(
                    spool,
                    destination: absorption.destination,
                    pipeline: absorption.pipeline,
                    partition: number,
                    in: database
                )
            }
            let insert = try database.cachedStatement(
                sql:
                    "INSERT INTO outbox (destination, key, pipeline, partition, origin, entry) VALUES (?, ?, ?, ?, ?, ?)"
            )
            for draft in absorption.entries {
                try insert.execute(arguments: [
                    absorption.destination, draft.entry.key, absorption.pipeline, number, draft.origin,
                    Data(try draft.entry.encoded()),
                ])
            }
            for letter in absorption.deadLetters {
                try Self.insert(
                    letter,
                    run: absorption.run,
                    pipeline: absorption.pipeline,
                    partition: absorption.partition.id,
                    at: now,
                    in: database
                )
            }
            try Self.record(absorption.history, run: absorption.run, pipeline: absorption.pipeline, in: database)
            var books = absorption.books
            books.pending += pending
            try Self.add(books, run: absorption.run, pipeline: absorption.pipeline, in: database)
            return pending
        }
    }
}
