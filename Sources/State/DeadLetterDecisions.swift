internal import CEL
internal import Foundation
internal import GRDB
internal import PipelineCore

/// What replaying dead letters came to.
package struct DeadLetterReplay: Sendable, Hashable {
    /// Entries that wait for the next run again.
    package var delivered = 0

    /// Records that the next run reads and judges anew.
    package var readAgain = 0

    /// Letters whose pipeline is gone: they stay.
    package var orphaned = 0
}

extension StateStore {
    /// Gives dead letters another chance, once their cause is mended: entries wait for delivery again, records of which no entry
    /// could be made are read anew by the next run. Newer values still win, because entries keep the moment they speak for.
    package func replayDeadLetters(
        _ selection: DeadLetterSelection
    ) async throws(StateFailure) -> DeadLetterReplay {
        try await write { database in
            let (condition, arguments) = selection.condition
            let rows = try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT dead_letters.id, key, entry, partition, dead_letters.destination, origin, dead_letters.pipeline AS old, alive.id AS alive, partitions.number
                    FROM dead_letters JOIN pipelines ON pipelines.id = dead_letters.pipeline
                    LEFT JOIN pipelines alive ON alive.name = pipelines.name AND alive.fingerprint NOT LIKE 'retired %'
                    LEFT JOIN partitions ON partitions.pipeline = alive.id AND partitions.id = dead_letters.partition
                    WHERE \(condition)
                    """,
                arguments: arguments
            )
            var replay = DeadLetterReplay()
            for row in rows { try Self.replay(row, &replay, in: database) }
            return replay
        }
    }

    /// Forgets dead letters: their records aren't delivered, unless they come with other values.
    ///
    /// - Returns: How many were dropped.
    package func dropDeadLetters(_ selection: DeadLetterSelection) async throws(StateFailure) -> Int {
        try await write { database in
            let (condition, arguments) = selection.condition
            try database.execute(
                sql: """
                    UPDATE dead_letters SET dropped = 1 WHERE id IN (
                      SELECT dead_letters.id FROM dead_letters JOIN pipelines ON pipelines.id = pipeline WHERE \(condition))
                    """,
                arguments: arguments
            )
            return database.changesCount
        }
    }

    private static func replay(_ row: GRDB.Row, _ replay: inout DeadLetterReplay, in database: Database) throws {
        guard let pipeline: Int = row["alive"] else {
            replay.orphaned += 1
            return
        }
        let isSame = pipeline == row["old"] as Int
        if isSame, let entry: Data = row["entry"], let key: String = row["key"],
            let destination: Int = row["destination"], let partition: Int = row["number"]
        {
            try database.execute(
                sql:
                    "INSERT INTO outbox (destination, key, pipeline, partition, origin, entry) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [destination, key, pipeline, partition, row["origin"] as String, entry]
            )
            try database.execute(
                sql: """
                    UPDATE partitions SET pending = pending + 1, status = CASE status WHEN 2 THEN 1 ELSE status END
                    WHERE number = ?
                    """,
                arguments: [partition]
            )
            replay.delivered += 1
        } else {
            try database.execute(
                sql: """
                    UPDATE partitions SET status = 0, reason = 'a dead letter is tried again'
                    WHERE pipeline = ? AND id = ? AND reads_each_run = 0
                    """,
                arguments: [pipeline, row["partition"] as String]
            )
            replay.readAgain += 1
        }
        try database.execute(sql: "DELETE FROM dead_letters WHERE id = ?", arguments: [row["id"] as Int])
    }
}
