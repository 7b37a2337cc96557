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
    /// All it asked for was older than what is already there.
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
    package let partition: String
    package let verdict: Verdict

    /// Settles an entry.
    package init(id: Int, pipeline: Int, partition: String, verdict: Verdict) {
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

    /// Settles a key.
    package init(key: String, entries: [SettledEntry], ledger: LedgerEntry?) {
        self.key = key
        self.entries = entries
        self.ledger = ledger
    }
}

extension StateStore {
    /// Takes settled entries out of the outbox, books them and updates the ledger, all or nothing.
    ///
    /// - Parameter ticket: A bulk submission that ends with it.
    /// - Returns: What was added to the books, by pipeline.
    @discardableResult
    package func settle(
        _ keys: [SettledKey],
        destination: Int,
        run: Int,
        ticket: Int? = nil,
        at now: Timestamp
    ) async throws(StateFailure) -> [Int: Books] {
        try await write { database in
            var books: [Int: Books] = [:]
            var counts: [PartitionKey: Int] = [:]
            let delete = try database.cachedStatement(sql: "DELETE FROM outbox WHERE id = ?")
            let update = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO ledger (destination, key, entry) VALUES (?, ?, ?)"
            )
            for key in keys {
                for entry in key.entries {
                    if case .deadLettered(let code, let reason) = entry.verdict {
                        try Self.bury(entry, key: key.key, code: code, reason: reason, run: run, at: now, in: database)
                    }
                    try delete.execute(arguments: [entry.id])
                    guard database.changesCount > 0 else { continue }
                    books[entry.pipeline, default: Books()].count(entry.verdict)
                    counts[PartitionKey(pipeline: entry.pipeline, partition: entry.partition), default: 0] += 1
                }
                if let ledger = key.ledger {
                    try update.execute(arguments: [destination, key.key, Data(ledger.encoded())])
                }
            }
            for (partition, count) in counts {
                try Self.settle(count, of: partition.partition, pipeline: partition.pipeline, in: database)
            }
            for (pipeline, more) in books {
                try Self.add(more, run: run, pipeline: pipeline, in: database)
            }
            if let ticket {
                try database.execute(sql: "DELETE FROM tickets WHERE id = ?", arguments: [ticket])
            }
            return books
        }
    }

    private struct PartitionKey: Hashable {
        let pipeline: Int
        let partition: String
    }

    private static func bury(
        _ entry: SettledEntry,
        key: String,
        code: String,
        reason: String,
        run: Int,
        at now: Timestamp,
        in database: Database
    ) throws {
        guard
            let row = try GRDB.Row.fetchOne(
                database,
                sql: "SELECT origin, entry FROM outbox WHERE id = ?",
                arguments: [entry.id]
            )
        else { return }
        let blob: Data = row["entry"]
        let letter = DeadLetterDraft(
            key: key,
            code: code,
            reason: reason,
            origin: row["origin"],
            entry: try Entry(key: key, encoded: [UInt8](blob))
        )
        try insert(letter, run: run, pipeline: entry.pipeline, partition: entry.partition, at: now, in: database)
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
