internal import CEL
internal import Foundation
internal import GRDB
internal import PipelineCore

extension StateStore {
    /// Everything that is known of one person's rows, in the order it happened.
    package func history(of key: String) async throws(StateFailure) -> [HistoryRow] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT history.*, name FROM history JOIN pipelines ON pipelines.id = pipeline
                    WHERE key = ? ORDER BY history.id
                    """,
                arguments: [key]
            ).map { row in
                let blob: Data? = row["entry"]
                let entry = try blob.map { try Entry(key: key, encoded: [UInt8]($0)) }
                return HistoryRow(
                    run: row["run"],
                    pipeline: row["name"],
                    origin: row["origin"],
                    fate: HistoryRow.Fate(verdict: row["verdict"], reason: row["reason"]),
                    entry: entry,
                    asOf: entry?.moment.asOf
                        ?? (row["as_of"] as Int64?).map { Timestamp(seconds: $0, nanoseconds: 0) }
                )
            }
        }
    }

    /// What each run changed of one person, the oldest first.
    package func changes(of key: String) async throws(StateFailure) -> [(run: Int, change: EntityChange)] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: "SELECT run, change FROM changes WHERE key = ? ORDER BY id",
                arguments: [key]
            ).map { row in
                let blob: Data = row["change"]
                return (row["run"], try EntityChange(key: key, encoded: [UInt8](blob)))
            }
        }
    }

    /// What waits for one person: the pipeline's name and the row's origin.
    package func waiting(for key: String) async throws(StateFailure) -> [(pipeline: String, origin: String)] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT name, origin FROM outbox JOIN pipelines ON pipelines.id = pipeline WHERE key = ?1
                    UNION ALL
                    SELECT pipelines.name, origin FROM sends JOIN pipelines ON pipelines.id = pipeline WHERE recipient = ?1
                    """,
                arguments: [key]
            ).map { ($0[0], $0[1]) }
        }
    }

    /// Records rows that didn't get as far as the outbox.
    static func record(
        _ drafts: [HistoryDraft],
        run: Int,
        pipeline: Int,
        in database: Database
    ) throws {
        for draft in drafts {
            let (verdict, reason) = draft.fate.columns
            try database.cachedStatement(
                sql: """
                    INSERT INTO history (run, pipeline, key, origin, as_of, verdict, reason)
                    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7
                    WHERE NOT EXISTS (SELECT 1 FROM history WHERE key = ?3 AND pipeline = ?2 AND origin = ?4 AND as_of = ?5
                      AND verdict = ?6 AND reason IS ?7)
                    """
            ).execute(arguments: [
                run, pipeline, draft.key, draft.origin, draft.asOf.seconds, verdict, reason,
            ])
        }
    }

    static func forgetOldHistory(before moment: Timestamp, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM history WHERE run IN (SELECT id FROM runs WHERE started < ?)",
            arguments: [moment.seconds]
        )
    }
}

/// Copies outbox rows that are settled to the history.
struct HistoryKeeper {
    private let statement: Statement
    private let run: Int

    init(_ database: Database, run: Int) throws {
        self.run = run
        statement = try database.cachedStatement(
            sql: """
                INSERT INTO history (run, pipeline, key, origin, verdict, reason, entry)
                SELECT ?1, pipeline, key, origin, ?3, ?4, entry FROM outbox WHERE id = ?2
                AND NOT EXISTS (SELECT 1 FROM history earlier WHERE earlier.key = outbox.key
                  AND earlier.pipeline = outbox.pipeline AND earlier.entry = outbox.entry AND earlier.verdict = ?3
                  AND earlier.reason IS ?4)
                """
        )
    }

    /// Keeps a row that is about to leave the outbox.
    func keep(_ entry: SettledEntry) throws {
        let (verdict, reason) = HistoryRow.Fate(entry.verdict).columns
        try statement.execute(arguments: [run, entry.id, verdict, reason])
    }
}
