package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// What became of an entry.
package enum Verdict: Sendable, Hashable {
    /// The service has what it asked for.
    case delivered(created: Bool)
    /// The service had it already.
    case unchanged
    /// What it asked for was older than what is already there.
    case superseded
    /// It must not be delivered, with the reason that is counted (`unsubscribed`).
    case skipped(reason: String)
    /// The service refused it.
    case deadLettered(code: String, reason: String)
}

/// An outbox row and what became of it.
package struct SettledEntry: Sendable, Hashable {
    /// See ``PendingEntry``.
    package let id: Int
    package let pipeline: Int
    package let partition: Int
    package let verdict: Verdict

    /// Settles an entry.
    package init(id: Int, pipeline: Int, partition: Int, verdict: Verdict) {
        self.id = id
        self.pipeline = pipeline
        self.partition = partition
        self.verdict = verdict
    }
}

/// What became of everything that waited for one entity, with what is known of it from now on.
package struct SettledKey: Sendable, Hashable {
    package let key: String
    package let entries: [SettledEntry]
    /// The new ledger entry; nil leaves the old one.
    package let ledger: LedgerEntry?
    /// What was written to the entity; nil when nothing was.
    package let change: EntityChange?

    /// Settles a key.
    package init(key: String, entries: [SettledEntry], ledger: LedgerEntry?, change: EntityChange? = nil) {
        self.key = key
        self.entries = entries
        self.ledger = ledger
        self.change = change
    }
}

extension StateStore {
    /// Takes settled entries out of the outbox, books them and updates the ledger, all or nothing.
    ///
    /// Entries that aren't in the outbox any more count nowhere: their pipeline was changed, and reads them anew.
    ///
    /// - Returns: What was added to the books, by pipeline.
    @discardableResult
    package func settle(
        _ keys: [SettledKey],
        destination: Int,
        run: Int,
        at now: Timestamp
    ) async throws(StateFailure) -> [Int: Books] {
        let isRehearsal = isRehearsal
        return try await write { database in
            var settler = try Settler(
                database,
                destination: destination,
                run: run,
                at: now,
                keepsRows: isRehearsal
            )
            for key in keys { try settler.settle(key) }
            return try settler.finish()
        }
    }

    /// Remembers what is about to be written to entities, see ``LedgerEntry/intended``.
    package func intend(
        _ ledgers: [(key: String, ledger: LedgerEntry)],
        destination: Int
    ) async throws(StateFailure) {
        try await write { database in
            for (key, ledger) in ledgers {
                try database.cachedStatement(sql: Settler.ledgerSQL)
                    .execute(arguments: [destination, key, Data(try ledger.encoded())])
            }
        }
    }
}

/// Settles keys within one transaction, with statements prepared once.
struct Settler {
    static let ledgerSQL = "INSERT OR REPLACE INTO ledger (destination, key, entry) VALUES (?, ?, ?)"

    private let database: Database
    private let destination: Int
    private let run: Int
    private let now: Timestamp
    private let delete: Statement
    private let update: Statement
    private let insert: Statement
    /// Keeps what is taken out of the outbox, with its verdict; nil unless the state is a rehearsal's.
    private let keep: Statement?
    private let history: HistoryKeeper?
    private var books: [Int: Books] = [:]
    private var counts: [PartitionKey: Int] = [:]

    private struct PartitionKey: Hashable {
        let pipeline: Int
        let partition: Int
    }

    init(_ database: Database, destination: Int, run: Int, at now: Timestamp, keepsRows: Bool) throws {
        self.database = database
        self.destination = destination
        self.run = run
        self.now = now
        delete = try database.cachedStatement(sql: "DELETE FROM outbox WHERE id = ?")
        update = try database.cachedStatement(sql: Self.ledgerSQL)
        insert = try database.cachedStatement(
            sql: "INSERT INTO changes (run, destination, key, change) VALUES (?, ?, ?, ?)"
        )
        keep = keepsRows ? try RehearsedRows.insertion(database) : nil
        history = keepsRows ? nil : try HistoryKeeper(database, run: run)
    }

    mutating func settle(_ key: SettledKey) throws {
        for entry in key.entries {
            if books[entry.pipeline] == nil {
                try StateStore.openBooks(of: entry.pipeline, run: run, in: database)
                books[entry.pipeline] = Books()
            }
            if case .deadLettered(let code, let reason) = entry.verdict {
                try bury(entry, key: key.key, code: code, reason: reason)
            }
            try keep?.execute(arguments: RehearsedRows.arguments(entry))
            try history?.keep(entry)
            try delete.execute(arguments: [entry.id])
            guard database.changesCount > 0 else { continue }
            books[entry.pipeline]?.count(entry.verdict)
            counts[PartitionKey(pipeline: entry.pipeline, partition: entry.partition), default: 0] += 1
        }
        if let ledger = key.ledger {
            try update.execute(arguments: [destination, key.key, Data(try ledger.restamped(to: run).encoded())])
        }
        if let change = key.change {
            try insert.execute(arguments: [run, destination, key.key, Data(try change.encoded())])
        }
    }

    /// Records the sums.
    ///
    /// - Returns: What was added to the books, by pipeline.
    func finish() throws -> [Int: Books] {
        for (partition, count) in counts { try StateStore.settle(count, of: partition.partition, in: database) }
        for (pipeline, more) in books { try StateStore.add(more, run: run, pipeline: pipeline, in: database) }
        return books
    }

    private func bury(_ entry: SettledEntry, key: String, code: String, reason: String) throws {
        let statement = try database.cachedStatement(
            sql: """
                SELECT origin, entry, partitions.id FROM outbox LEFT JOIN partitions ON partitions.number = outbox.partition
                WHERE outbox.id = ?
                """
        )
        guard let row = try GRDB.Row.fetchOne(statement, arguments: [entry.id]) else { return }
        let blob: Data = row[1]
        let letter = DeadLetterDraft(
            key: key,
            code: code,
            reason: reason,
            origin: row[0],
            entry: try Entry(key: key, encoded: [UInt8](blob))
        )
        let partition: String = row[2] ?? ""
        try StateStore.insert(
            letter,
            run: run,
            pipeline: entry.pipeline,
            partition: partition,
            destination: destination,
            at: now,
            in: database
        )
    }
}

extension Books {
    /// Moves one row from pending to where its verdict puts it.
    fileprivate mutating func count(_ verdict: Verdict) {
        pending -= 1
        switch verdict {
        case .delivered(let isCreated):
            delivered += 1
            if isCreated { created += 1 } else { updated += 1 }
        case .unchanged: unchanged += 1
        case .superseded: superseded += 1
        case .skipped(let reason): skipped[reason, default: 0] += 1
        case .deadLettered: deadLettered += 1
        }
    }
}
