internal import GRDB
internal import PipelineCore

extension StateStore {
    /// Adds to the books of a pipeline in a run, within the transaction that makes them true.
    static func add(_ more: Books, run: Int, pipeline: Int, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO books (run, pipeline, rows, merged, superseded, filtered, unchanged, delivered, created, updated,
                  dead_lettered, in_doubt, pending, due, read, empty, not_ready)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET rows = rows + excluded.rows, merged = merged + excluded.merged,
                  superseded = superseded + excluded.superseded, filtered = filtered + excluded.filtered,
                  unchanged = unchanged + excluded.unchanged, delivered = delivered + excluded.delivered,
                  created = created + excluded.created, updated = updated + excluded.updated,
                  dead_lettered = dead_lettered + excluded.dead_lettered, in_doubt = in_doubt + excluded.in_doubt,
                  pending = pending + excluded.pending, due = due + excluded.due, read = read + excluded.read,
                  empty = empty + excluded.empty, not_ready = not_ready + excluded.not_ready
                """
        )
        try statement.execute(arguments: [
            run, pipeline, more.rows, more.merged, more.superseded, more.filtered, more.unchanged, more.delivered,
            more.created, more.updated, more.deadLettered, more.inDoubt, more.pending, more.partitions.due,
            more.partitions.read, more.partitions.empty, more.partitions.notReady,
        ])
        for (kind, reasons) in [("skipped", more.skipped), ("failed", more.partitions.failed)] {
            for (reason, count) in reasons where count != 0 {
                try database.cachedStatement(
                    sql: """
                        INSERT INTO book_reasons (run, pipeline, kind, reason, count) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET count = count + excluded.count
                        """
                ).execute(arguments: [run, pipeline, kind, reason, count])
            }
        }
    }

    /// The books of a run, by pipeline name.
    static func books(of run: Int, in database: Database) throws -> [String: Books] {
        var result: [String: Books] = [:]
        let rows = try GRDB.Row.fetchAll(
            database,
            sql: "SELECT books.*, name FROM books JOIN pipelines ON pipelines.id = pipeline WHERE run = ?",
            arguments: [run]
        )
        for row in rows {
            var books = Books()
            books.rows = row["rows"]
            books.merged = row["merged"]
            books.superseded = row["superseded"]
            books.filtered = row["filtered"]
            books.unchanged = row["unchanged"]
            books.delivered = row["delivered"]
            books.created = row["created"]
            books.updated = row["updated"]
            books.deadLettered = row["dead_lettered"]
            books.inDoubt = row["in_doubt"]
            books.pending = row["pending"]
            books.partitions.due = row["due"]
            books.partitions.read = row["read"]
            books.partitions.empty = row["empty"]
            books.partitions.notReady = row["not_ready"]
            let pipeline: Int = row["pipeline"]
            books.skipped = try reasons("skipped", run: run, pipeline: pipeline, in: database)
            books.partitions.failed = try reasons("failed", run: run, pipeline: pipeline, in: database)
            result[row["name"], default: Books()] += books
        }
        return result
    }

    private static func reasons(
        _ kind: String,
        run: Int,
        pipeline: Int,
        in database: Database
    ) throws -> [String: Int] {
        let rows = try GRDB.Row.fetchAll(
            database,
            sql: "SELECT reason, count FROM book_reasons WHERE run = ? AND pipeline = ? AND kind = ?",
            arguments: [run, pipeline, kind]
        )
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["reason"], $0["count"]) })
    }
}
