internal import Foundation
internal import GRDB
internal import PipelineCore

/// Rows of a large partition, set aside on disk until the partition is read to its end: memory doesn't follow its size.
///
/// They live in a temporary table, so that a crash leaves nothing behind, and nobody takes them for rows that wait.
package struct Spool: Sendable, Hashable {
    /// Tells the spools of partitions that are read at the same time apart.
    let id: Int
}

extension StateStore {
    /// Begins a spool.
    package func beginSpool() async throws(StateFailure) -> Spool {
        let id = nextSpool()
        try await write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE IF NOT EXISTS spool (
                      id INTEGER PRIMARY KEY, spool INTEGER NOT NULL, key TEXT NOT NULL, origin TEXT NOT NULL, entry BLOB NOT NULL
                    )
                    """
            )
        }
        return Spool(id: id)
    }

    /// Sets rows aside.
    package func add(_ drafts: [OutboxDraft], to spool: Spool) async throws(StateFailure) {
        try await write { database in
            let insert = try database.cachedStatement(
                sql: "INSERT INTO temp.spool (spool, key, origin, entry) VALUES (?, ?, ?, ?)"
            )
            for draft in drafts {
                try insert.execute(arguments: [
                    spool.id, draft.entry.key, draft.origin, Data(try draft.entry.encoded()),
                ])
            }
        }
    }

    /// Throws away what was set aside: the partition couldn't be read to its end.
    package func discard(_ spool: Spool) async throws(StateFailure) {
        try await write { try Self.clear(spool, in: $0) }
    }

    static func count(_ spool: Spool, in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM temp.spool WHERE spool = ?", arguments: [spool.id]) ?? 0
    }

    /// Moves what was set aside to the outbox.
    static func empty(
        _ spool: Spool,
        destination: Int,
        pipeline: Int,
        partition: Int,
        in database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO outbox (destination, key, pipeline, partition, origin, entry)
                SELECT ?, key, ?, ?, origin, entry FROM temp.spool WHERE spool = ? ORDER BY id
                """,
            arguments: [destination, pipeline, partition, spool.id]
        )
        try clear(spool, in: database)
    }

    private static func clear(_ spool: Spool, in database: Database) throws {
        try database.execute(sql: "DELETE FROM temp.spool WHERE spool = ?", arguments: [spool.id])
    }
}
