internal import Foundation
internal import GRDB
package import PipelineCore

/// An entry that waits in the outbox.
package struct PendingEntry: Sendable, Hashable {
    /// The row's number in the outbox: later rows have greater ones.
    package let id: Int
    /// The pipeline's number, and the partition it came from.
    package let pipeline: Int
    package let partition: String
    package let origin: String
    package let entry: Entry

    /// Makes a pending entry.
    package init(id: Int, pipeline: Int, partition: String, origin: String, entry: Entry) {
        self.id = id
        self.pipeline = pipeline
        self.partition = partition
        self.origin = origin
        self.entry = entry
    }
}

/// All that waits for one entity, with what is known of it.
package struct PendingKey: Sendable, Hashable {
    package let key: String
    package let entries: [PendingEntry]
    /// What was delivered to it before.
    package let ledger: LedgerEntry?
    /// What the snapshot says; nil when it has no such entity, or none was asked for.
    package let existing: Existing?

    /// Makes a pending key.
    package init(key: String, entries: [PendingEntry], ledger: LedgerEntry?, existing: Existing?) {
        self.key = key
        self.entries = entries
        self.ledger = ledger
        self.existing = existing
    }
}

extension StateStore {
    /// The next keys with entries that wait, in the order of the keys after `after`, without those in `excluded`.
    ///
    /// Only entries of `pipelines` count: those of pipelines that aren't run now keep waiting.
    package func pendingKeys(
        destination: Int,
        pipelines: Set<Int>,
        after: String,
        limit: Int,
        excluding excluded: Set<String>,
        withSnapshot: Bool
    ) async throws(StateFailure) -> [PendingKey] {
        try await read { database in
            let cursor = try GRDB.Row.fetchCursor(
                try database.cachedStatement(
                    sql: """
                        SELECT id, key, pipeline, partition, origin, entry FROM outbox
                        WHERE destination = ? AND key > ? ORDER BY key, id
                        """
                ),
                arguments: [destination, after]
            )
            var result: [PendingKey] = []
            var key = ""
            var entries: [PendingEntry] = []
            func finishKey() throws {
                guard !entries.isEmpty else { return }
                result.append(
                    PendingKey(
                        key: key,
                        entries: entries,
                        ledger: try Self.ledger(of: key, destination: destination, in: database),
                        existing: withSnapshot
                            ? try Self.existing(key, destination: destination, in: database) : nil
                    )
                )
                entries = []
            }
            while let row = try cursor.next() {
                let rowKey: String = row[1]
                if rowKey != key {
                    try finishKey()
                    if result.count == limit { break }
                    key = rowKey
                }
                let pipeline: Int = row[2]
                guard pipelines.contains(pipeline), !excluded.contains(rowKey) else { continue }
                let blob: Data = row[5]
                entries.append(
                    PendingEntry(
                        id: row[0],
                        pipeline: pipeline,
                        partition: row[3],
                        origin: row[4],
                        entry: try Entry(key: rowKey, encoded: [UInt8](blob))
                    )
                )
            }
            if result.count < limit { try finishKey() }
            return result
        }
    }

    /// The number of entries that wait for a destination.
    package func pendingCount(destination: Int, pipelines: Set<Int>) async throws(StateFailure) -> Int {
        try await read { database in
            let list = pipelines.map(String.init).joined(separator: ",")
            return try Int.fetchOne(
                database,
                sql: "SELECT COUNT(*) FROM outbox WHERE destination = ? AND pipeline IN (\(list))",
                arguments: [destination]
            ) ?? 0
        }
    }

    static func ledger(of key: String, destination: Int, in database: Database) throws -> LedgerEntry? {
        let statement = try database.cachedStatement(
            sql: "SELECT entry FROM ledger WHERE destination = ? AND key = ?"
        )
        return try Data.fetchOne(statement, arguments: [destination, key]).map { try LedgerEntry(encoded: [UInt8]($0)) }
    }
}
