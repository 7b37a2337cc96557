package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A record that couldn't be delivered, on its way to the state.
package struct DeadLetterDraft: Sendable, Hashable {
    /// The entity's key, when it is known.
    package let key: String?

    /// Stable, kebab-case: what kind of trouble.
    package let code: String

    /// What is wrong, for a person; without full emails.
    package let reason: String

    /// Where the record came from, for people.
    package let origin: String

    /// The entry, when one could be made: what a replay delivers.
    package let entry: Entry?

    /// Makes a draft.
    package init(key: String?, code: String, reason: String, origin: String, entry: Entry? = nil) {
        self.key = key
        self.code = code
        self.reason = reason
        self.origin = origin
        self.entry = entry
    }
}

/// A dead letter as it is kept.
package struct DeadLetter: Sendable, Hashable {
    package let id: Int
    package let run: Int
    /// The pipeline's name.
    package let pipeline: String
    package let key: String?
    package let code: String
    package let reason: String
    package let origin: String
    package let created: Timestamp
}

extension StateStore {
    /// The dead letters of a run, or of all runs; the newest first.
    package func deadLetters(run: Int? = nil, limit: Int) async throws(StateFailure) -> [DeadLetter] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT dead_letters.*, name FROM dead_letters JOIN pipelines ON pipelines.id = pipeline
                    WHERE ?1 IS NULL OR run = ?1 ORDER BY dead_letters.id DESC LIMIT ?2
                    """,
                arguments: [run, limit]
            ).map { row in
                DeadLetter(
                    id: row["id"],
                    run: row["run"],
                    pipeline: row["name"],
                    key: row["key"],
                    code: row["code"],
                    reason: row["reason"],
                    origin: row["origin"],
                    created: Timestamp(seconds: row["created"], nanoseconds: 0)
                )
            }
        }
    }

    static func insert(
        _ letter: DeadLetterDraft,
        run: Int,
        pipeline: Int,
        partition: String,
        at now: Timestamp,
        in database: Database
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO dead_letters (run, pipeline, partition, origin, key, code, reason, entry, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run, pipeline, partition, letter.origin, letter.key, letter.code, letter.reason,
            try letter.entry.map { Data(try $0.encoded()) }, now.seconds,
        ])
    }
}
