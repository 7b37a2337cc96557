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

    /// Records where a partition stands: 0 open, 1 read with rows that wait, 2 settled. What was read stays read.
    ///
    /// - Returns: The partition's number.
    static func record(
        _ partition: Partition,
        of pipeline: Int,
        standing: Standing,
        pending: Int,
        at now: Timestamp,
        in database: Database
    ) throws -> Int {
        let isRead: Bool
        let reason: String?
        switch standing {
        case .read:
            isRead = !partition.isReadEachRun
            reason = nil
        case .open(let why):
            isRead = false
            reason = why
        }
        let details = try JSONEncoder().encode(partition.details)
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO partitions
                  (pipeline, id, status, pending, title, closed, reads_each_run, details, first_seen, reason)
                VALUES (?1, ?2, CASE WHEN ?3 THEN CASE WHEN ?4 > 0 THEN 1 ELSE 2 END ELSE 0 END,
                  ?4, ?5, ?6, ?7, ?8, ?9, ?10)
                ON CONFLICT DO UPDATE SET
                  status = CASE WHEN ?3 OR status > 0 THEN CASE WHEN pending + ?4 > 0 THEN 1 ELSE 2 END ELSE 0 END,
                  pending = pending + ?4, title = excluded.title, closed = coalesce(excluded.closed, closed),
                  details = excluded.details, reason = excluded.reason
                RETURNING number
                """
        )
        let number = try Int.fetchOne(
            statement,
            arguments: [
                pipeline, partition.id, isRead, pending, partition.title, partition.closed?.seconds,
                partition.isReadEachRun, String(decoding: details, as: UTF8.self), now.seconds, reason,
            ]
        )
        return number ?? 0
    }

    /// Takes rows off a partition's pending count, and settles it with the last of them.
    static func settle(_ count: Int, of partition: Int, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE partitions SET pending = pending - ?1,
                  status = CASE WHEN status = 1 AND pending <= ?1 THEN 2 ELSE status END
                WHERE number = ?2
                """
        ).execute(arguments: [count, partition])
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
