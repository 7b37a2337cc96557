package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A send on its way to the queue, with the place it came from.
package struct SendDraft: Sendable, Hashable {
    package let send: Send
    /// For people: the meeting's title and time.
    package let origin: String

    /// Makes a draft.
    package init(send: Send, origin: String) {
        self.send = send
        self.origin = origin
    }
}

/// What a partition's rows ask to be sent.
package struct SendAbsorption: Sendable {
    /// The queue's number.
    package let destination: Int
    package let channel: SendChannel

    /// What is sent, after what is in the spool.
    package let drafts: [SendDraft]

    /// What is older is baseline.
    package let from: Timestamp

    /// Whether what is baseline already is sent after all.
    package let isBackfill: Bool

    /// Makes an absorption.
    package init(destination: Int, channel: SendChannel, drafts: [SendDraft], from: Timestamp, isBackfill: Bool) {
        self.destination = destination
        self.channel = channel
        self.drafts = drafts
        self.from = from
        self.isBackfill = isBackfill
    }
}

extension StateStore {
    /// Records a partition's sends and where it stands, all or nothing. What was sent before, or is about to be, isn't queued.
    ///
    /// - Returns: What was added to the books.
    package func absorb(
        _ absorption: Absorption,
        _ sends: SendAbsorption,
        at now: Timestamp
    ) async throws(StateFailure) -> Books {
        try await write { database in
            let number = try Self.record(
                absorption.partition,
                of: absorption.pipeline,
                standing: absorption.standing,
                pending: 0,
                at: now,
                in: database
            )
            var queue = try SendQueue(database, absorption, sends, partition: number, at: now)
            if let spool = absorption.spool {
                try Self.sends(in: spool, database) { try queue.take($0) }
            }
            for draft in sends.drafts { try queue.take(draft) }
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
            try Self.reopen(number, pending: queue.books.pending, in: database)
            var books = absorption.books
            books += queue.books
            try Self.add(books, run: absorption.run, pipeline: absorption.pipeline, in: database)
            return books
        }
    }

    /// Sets sends of a large partition aside.
    package func add(_ drafts: [SendDraft], to spool: Spool) async throws(StateFailure) {
        try await write { database in
            let insert = try database.cachedStatement(
                sql: "INSERT INTO temp.spool (spool, key, origin, entry) VALUES (?, ?, ?, ?)"
            )
            for draft in drafts {
                try insert.execute(arguments: [
                    spool.id, draft.send.recipient, draft.origin, Data(draft.send.encoded()),
                ])
            }
        }
    }

    private static func sends(in spool: Spool, _ database: Database, _ take: (SendDraft) throws -> Void) throws {
        let rows = try GRDB.Row.fetchCursor(
            database,
            sql: "SELECT key, origin, entry FROM temp.spool WHERE spool = ? ORDER BY id",
            arguments: [spool.id]
        )
        while let row = try rows.next() {
            let blob: Data = row[2]
            try take(SendDraft(send: try Send(recipient: row[0], encoded: [UInt8](blob)), origin: row[1]))
        }
        try database.execute(sql: "DELETE FROM temp.spool WHERE spool = ?", arguments: [spool.id])
    }

    /// Lets a partition wait for so many rows more.
    static func reopen(_ partition: Int, pending: Int, in database: Database) throws {
        guard pending > 0 else { return }
        try database.execute(
            sql: """
                UPDATE partitions SET pending = pending + ?1, status = CASE WHEN status = 2 THEN 1 ELSE status END
                WHERE number = ?2
                """,
            arguments: [pending, partition]
        )
    }
}

/// Decides for one send after another whether it is queued, within one transaction.
private struct SendQueue {
    private let database: Database
    private let absorption: Absorption
    private let sends: SendAbsorption
    private let partition: Int
    private let now: Timestamp
    private let keys: JournalKeys
    private let status: Statement
    private let queued: Statement
    /// What speaks for an earlier moment may have been sent before a backup was restored, without the journal knowing.
    private let restored: Int64?

    private(set) var books = Books()

    init(
        _ database: Database,
        _ absorption: Absorption,
        _ sends: SendAbsorption,
        partition: Int,
        at now: Timestamp
    ) throws {
        self.database = database
        self.absorption = absorption
        self.sends = sends
        self.partition = partition
        self.now = now
        keys = try JournalKeys(database)
        status = try database.cachedStatement(sql: "SELECT status FROM journal WHERE key = ?")
        restored = try Int64.fetchOne(database, sql: "SELECT max(moment) FROM restorations")
        queued = try database.cachedStatement(sql: "SELECT id, status, pipeline, partition FROM sends WHERE key = ?")
    }

    mutating func take(_ draft: SendDraft) throws {
        let key = keys.key(sends.channel, draft.send)
        if let row = try GRDB.Row.fetchOne(queued, arguments: [key]) {
            try meet(row, draft)
            return
        }
        let isOld = draft.send.moment.asOf < sends.from
        switch try Int.fetchOne(status, arguments: [key]).map({ JournalStatus(rawValue: $0) ?? .inDoubt }) {
        case .accepted: books.unchanged += 1
        case .intended, .inDoubt: books.inDoubt += 1
        case .dropped: books.skipped["dropped", default: 0] += 1
        case .baseline where isOld || !sends.isBackfill: books.skipped["baseline", default: 0] += 1
        case nil where isOld:
            books.skipped["baseline", default: 0] += 1
            try database.cachedStatement(
                sql: "INSERT INTO journal (key, status, changed, run) VALUES (?, ?, ?, ?)"
            ).execute(arguments: [key, JournalStatus.baseline.rawValue, now.seconds, absorption.run])
        case .refused where isOld: books.skipped["baseline", default: 0] += 1
        case nil, .baseline, .refused: try insert(draft, key)
        }
    }

    /// The same is queued already: by an earlier row, another pipeline, or this one under another name.
    private mutating func meet(_ row: GRDB.Row, _ draft: SendDraft) throws {
        let other: Int = row[2]
        switch QueueStatus(rawValue: row[1]) {
        case .inDoubt: books.inDoubt += 1
        case .waiting where try !isRunning(other):
            try StateStore.settle(1, of: row[3], in: database)
            try database.execute(
                sql: "UPDATE sends SET pipeline = ?, partition = ?, send = ?, origin = ? WHERE id = ?",
                arguments: [
                    absorption.pipeline, partition, Data(draft.send.encoded()), draft.origin, row[0] as Int,
                ]
            )
            books.pending += 1
        default: books.unchanged += 1
        }
    }

    private func isRunning(_ pipeline: Int) throws -> Bool {
        try Int.fetchOne(
            try database.cachedStatement(sql: "SELECT 1 FROM books WHERE run = ? AND pipeline = ?"),
            arguments: [absorption.run, pipeline]
        ) != nil
    }

    private mutating func insert(_ draft: SendDraft, _ key: Data) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO sends (destination, key, pipeline, partition, name, recipient, origin, send)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            sends.destination, key, absorption.pipeline, partition, sends.channel.name, draft.send.recipient,
            draft.origin, Data(draft.send.encoded()),
        ])
        if let restored, draft.send.moment.asOf.seconds < restored {
            try StateStore.hold(Int(database.lastInsertedRowID), key, run: absorption.run, at: now, in: database)
            books.inDoubt += 1
        } else {
            books.pending += 1
        }
    }
}
