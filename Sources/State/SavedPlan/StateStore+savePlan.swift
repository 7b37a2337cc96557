internal import Foundation
internal import GRDB

extension StateStore {
    /// Writes what a rehearsal read and decided into a file of its own, from which it can be shown and applied.
    ///
    /// Only what is listed here goes into the file: neither tokens nor counters nor the ledger.
    ///
    /// - Parameters:
    ///   - run: The rehearsed run.
    ///   - path: A file that is replaced once the new one is whole (mode 0600).
    ///   - facts: What else is kept, by name.
    package func savePlan(run: Int, at path: String, facts: [String: String]) async throws(StateFailure) {
        let partial = path + ".partial"
        do {
            try? FileManager.default.removeItem(atPath: partial)
            try StateFile.make(partial)
            try await attaching(partial, as: "plan") { database in
                try database.execute(sql: "PRAGMA plan.application_id = \(SavedPlan.applicationID)")
                try database.inTransaction {
                    for sql in Self.planTables {
                        let arguments: StatementArguments = sql.contains(":run") ? ["run": run] : []
                        try database.execute(sql: sql, arguments: arguments)
                    }
                    for (name, value) in facts {
                        try database.execute(sql: "INSERT INTO plan.facts VALUES (?, ?)", arguments: [name, value])
                    }
                    return .commit
                }
            }
            guard rename(partial, path) == 0 else {
                throw StateFailure(
                    .notWritable,
                    "the plan \(path) can't be written: \(String(cString: strerror(errno)))",
                    remedy: "check the path and its permissions"
                )
            }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            throw StateFailure(error, path: path)
        }
    }

    /// What was read, as it was before anything was delivered; and what would have been.
    private static let planTables = [
        "CREATE TABLE plan.facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
        "CREATE TABLE plan.pipelines AS SELECT * FROM main.pipelines",
        "CREATE TABLE plan.destinations AS SELECT * FROM main.destinations",
        "CREATE TABLE plan.runs AS SELECT * FROM main.runs WHERE id = :run",
        "CREATE TABLE plan.books AS SELECT * FROM main.books WHERE run = :run",
        "CREATE TABLE plan.book_reasons AS SELECT * FROM main.book_reasons WHERE run = :run",
        // Those that reading made; a rehearsal's deliveries make none.
        "CREATE TABLE plan.dead_letters AS SELECT * FROM main.dead_letters WHERE run = :run AND key IS NULL",
        "CREATE TABLE plan.changes AS SELECT * FROM main.changes WHERE run = :run",
        "CREATE INDEX plan.changes_by_run ON changes (run, key, destination)",
        "CREATE TABLE plan.rehearsed AS SELECT * FROM main.rehearsed",
        """
        INSERT INTO plan.rehearsed SELECT id, destination, key, pipeline, partition, origin, entry, \
        \(RehearsedVerdict.pending.rawValue), '' FROM main.outbox WHERE pipeline IN (SELECT pipeline FROM plan.books)
        """,
        "CREATE INDEX plan.rehearsed_by_key ON rehearsed (destination, key)",
        "CREATE INDEX plan.rehearsed_by_partition ON rehearsed (partition)",
        """
        CREATE TABLE plan.partitions AS SELECT number, pipeline, id,
          CASE WHEN status = 0 THEN 0 WHEN EXISTS (SELECT 1 FROM plan.rehearsed WHERE partition = number) THEN 1 ELSE 2 END
            AS status,
          (SELECT COUNT(*) FROM plan.rehearsed WHERE partition = number) AS pending,
          title, closed, reads_each_run, details, first_seen, reason
        FROM main.partitions WHERE pipeline IN (SELECT pipeline FROM plan.books)
        """,
        """
        CREATE TABLE plan.verdicts AS SELECT pipeline, verdict, reason, COUNT(*) AS count FROM plan.rehearsed
        WHERE verdict != \(RehearsedVerdict.pending.rawValue) GROUP BY pipeline, verdict, reason
        """,
        """
        UPDATE plan.books SET
          pending = pending + \(sum("verdict >= 0")),
          delivered = delivered - \(sum("verdict IN (0, 1)")),
          created = created - \(sum("verdict = 1")),
          updated = updated - \(sum("verdict = 0")),
          unchanged = unchanged - \(sum("verdict = 2")),
          superseded = superseded - \(sum("verdict = 3")),
          dead_lettered = dead_lettered - \(sum("verdict = 5"))
        """,
        """
        UPDATE plan.book_reasons SET count = count - (
          SELECT coalesce(sum(v.count), 0) FROM plan.verdicts v
          WHERE v.pipeline = book_reasons.pipeline AND v.verdict = 4 AND v.reason = book_reasons.reason
        ) WHERE kind = 'skipped'
        """,
        "DELETE FROM plan.book_reasons WHERE count = 0",
        "DROP TABLE plan.verdicts",
    ]

    private static func sum(_ condition: String) -> String {
        "(SELECT coalesce(sum(count), 0) FROM plan.verdicts v WHERE v.pipeline = books.pipeline AND v.\(condition))"
    }
}
