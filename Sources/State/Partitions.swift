package import CEL
internal import Foundation
internal import GRDB
internal import PipelineCore

/// Where a partition stands after it was read, or couldn't be.
package enum Standing: Sendable, Hashable {
    /// All its rows are in the outbox or accounted for: it settles with the last of them.
    case read

    /// It is read again in a later run.
    case open(reason: String)
}

extension StateStore {
    /// Whether a partition was read to its end, now or in an earlier run.
    package func isRead(_ partition: String, of pipeline: Int) async throws(StateFailure) -> Bool {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT status FROM partitions WHERE pipeline = ? AND id = ?"
            )
            return try Int.fetchOne(statement, arguments: [pipeline, partition]) ?? 0 > 0
        }
    }

    /// The moment a partition was first seen; nil when it never was.
    package func firstSeen(_ partition: String, of pipeline: Int) async throws(StateFailure) -> Timestamp? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT first_seen FROM partitions WHERE pipeline = ? AND id = ?"
            )
            return try Int64.fetchOne(statement, arguments: [pipeline, partition])
                .map { Timestamp(seconds: $0, nanoseconds: 0) }
        }
    }

    /// Records where a partition stands. The status never goes back: what was read stays read.
    static func record(
        _ partition: Partition,
        of pipeline: Int,
        standing: Standing,
        pending: Int,
        at now: Timestamp,
        in database: Database
    ) throws {
        let status: Int
        let reason: String?
        switch standing {
        case .read:
            status = partition.isReadEachRun ? 0 : (pending == 0 ? 2 : 1)
            reason = nil
        case .open(let why):
            status = 0
            reason = why
        }
        let details = try JSONEncoder().encode(partition.details)
        try database.cachedStatement(
            sql: """
                INSERT INTO partitions
                  (pipeline, id, status, pending, title, closed, reads_each_run, details, first_seen, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET
                  status = max(status, excluded.status), pending = pending + excluded.pending, title = excluded.title,
                  closed = coalesce(excluded.closed, closed), details = excluded.details, reason = excluded.reason
                """
        ).execute(arguments: [
            pipeline, partition.id, status, pending, partition.title, partition.closed?.seconds,
            partition.isReadEachRun, String(decoding: details, as: UTF8.self), now.seconds, reason,
        ])
    }

    /// Takes rows off a partition's pending count, and settles it with the last of them.
    static func settle(_ count: Int, of partition: String, pipeline: Int, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE partitions SET pending = pending - ?1,
                  status = CASE WHEN status = 1 AND pending <= ?1 THEN 2 ELSE status END
                WHERE pipeline = ?2 AND id = ?3
                """
        ).execute(arguments: [count, pipeline, partition])
    }

    static func partition(_ row: GRDB.Row) throws -> Partition {
        let details: String = row["details"]
        return Partition(
            id: row["id"],
            title: row["title"],
            closed: (row["closed"] as Int64?).map { Timestamp(seconds: $0, nanoseconds: 0) },
            isReadEachRun: row["reads_each_run"],
            details: try JSONDecoder().decode([String: String].self, from: Data(details.utf8))
        )
    }
}
