package import CEL
internal import GRDB
package import PipelineCore

extension StateStore {
    /// Begins a run: ends what crashed runs left open, and says what they left of each pipeline.
    ///
    /// Rows that wait in the outbox count in this run's books, as rows and as pending. Rows of an older fingerprint of the same
    /// pipeline are dropped, and their partitions opened for the new one: they are read anew.
    package func beginRun(
        command: String,
        at now: Timestamp,
        pipelines: [PipelineIdentity]
    ) async throws(StateFailure) -> RunStart {
        try await write { database in
            try database.execute(
                sql: "UPDATE runs SET status = 'interrupted', finished = ? WHERE status = 'running'",
                arguments: [now.seconds]
            )
            try database.execute(
                sql: "INSERT INTO runs (command, started, status) VALUES (?, ?, 'running')",
                arguments: [command, now.seconds]
            )
            let run = Int(database.lastInsertedRowID)
            try Self.moveGeneration(in: database)
            try Self.forgetOldChanges(at: now, in: database)
            let starts = try pipelines.map { identity in
                let id = try Self.pipelineID(identity, in: database)
                try Self.retireOtherFingerprints(of: identity, id: id, in: database)
                return try Self.start(of: id, run: run, in: database)
            }
            return RunStart(run: run, pipelines: starts)
        }
    }

    /// Ends a run. `swept` are the pipelines whose listing was complete, with the moment the listing began.
    package func finishRun(
        _ run: Int,
        status: RunStatus,
        at now: Timestamp,
        usage: String,
        swept: [Int: Timestamp]
    ) async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: "UPDATE runs SET status = ?, finished = ?, usage = ? WHERE id = ?",
                arguments: [status.rawValue, now.seconds, usage, run]
            )
            for (pipeline, moment) in swept {
                try database.execute(
                    sql: "UPDATE pipelines SET swept = ? WHERE id = ?",
                    arguments: [moment.seconds, pipeline]
                )
            }
        }
    }

    /// Adds to a pipeline's books what has no row or partition of its own in the state.
    package func addToBooks(_ books: Books, run: Int, pipeline: Int) async throws(StateFailure) {
        try await write { try Self.add(books, run: run, pipeline: pipeline, in: $0) }
    }

    /// Remembers how far back a pipeline looked first, so that later windows don't leave a gap before its first complete sweep.
    package func noteFirstWindow(since: Timestamp, pipeline: Int) async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: "UPDATE pipelines SET swept = ? WHERE id = ? AND swept IS NULL",
                arguments: [since.seconds, pipeline]
            )
        }
    }

    /// The books of a run, by pipeline name.
    package func books(of run: Int) async throws(StateFailure) -> [String: Books] {
        try await read { try Self.books(of: run, in: $0) }
    }

    /// The newest runs first, with their books.
    package func runs(limit: Int) async throws(StateFailure) -> [RunSummary] {
        try await read { database in
            try GRDB.Row.fetchAll(database, sql: "SELECT * FROM runs ORDER BY id DESC LIMIT ?", arguments: [limit])
                .map { row in
                    let run: Int = row["id"]
                    return RunSummary(
                        run: run,
                        command: row["command"],
                        started: Timestamp(seconds: row["started"], nanoseconds: 0),
                        finished: (row["finished"] as Int64?).map { Timestamp(seconds: $0, nanoseconds: 0) },
                        status: RunStatus(rawValue: row["status"]) ?? .interrupted,
                        usage: row["usage"],
                        books: try Self.books(of: run, in: database)
                    )
                }
        }
    }

    /// Keeps what a plan said beside the run that applied it.
    package func keepForecast(_ summary: String, of run: Int) async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: "INSERT OR REPLACE INTO forecasts (run, summary) VALUES (?, ?)",
                arguments: [run, summary]
            )
        }
    }

    /// What the plan of a run said; nil when it had none.
    package func forecast(of run: Int) async throws(StateFailure) -> String? {
        try await read { database in
            try String.fetchOne(database, sql: "SELECT summary FROM forecasts WHERE run = ?", arguments: [run])
        }
    }

    /// The numbers of a run's pipelines, by name.
    package func pipelineNumbers(of run: Int) async throws(StateFailure) -> [String: Int] {
        try await read { database in
            let rows = try GRDB.Row.fetchAll(
                database,
                sql: "SELECT name, id FROM pipelines JOIN books ON books.pipeline = id WHERE run = ? ORDER BY id",
                arguments: [run]
            )
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { _, newer in newer })
        }
    }

    /// The destination's number in the state.
    package func destination(_ name: String) async throws(StateFailure) -> Int {
        try await write { database in
            try database.execute(sql: "INSERT OR IGNORE INTO destinations (name) VALUES (?)", arguments: [name])
            return try Int.fetchOne(database, sql: "SELECT id FROM destinations WHERE name = ?", arguments: [name]) ?? 0
        }
    }

    private static func pipelineID(_ identity: PipelineIdentity, in database: Database) throws -> Int {
        let arguments: StatementArguments = [identity.name, identity.fingerprint]
        try database.execute(
            sql: "INSERT OR IGNORE INTO pipelines (name, fingerprint) VALUES (?, ?)",
            arguments: arguments
        )
        return try Int.fetchOne(
            database,
            sql: "SELECT id FROM pipelines WHERE name = ? AND fingerprint = ?",
            arguments: arguments
        ) ?? 0
    }

    /// Hands over from earlier fingerprints of the same pipeline: what wasn't settled is read anew, and the window goes on from
    /// their last sweep. An earlier fingerprint that comes back is a new pipeline: its values are delivered anew.
    private static func retireOtherFingerprints(
        of identity: PipelineIdentity,
        id: Int,
        in database: Database
    ) throws {
        let others = "SELECT id FROM pipelines WHERE name = :name AND id != :id"
        let arguments: StatementArguments = ["name": identity.name, "id": id]
        try database.execute(
            sql: """
                INSERT OR IGNORE INTO partitions
                  (pipeline, id, status, pending, title, closed, reads_each_run, details, first_seen, reason)
                SELECT :id, id, 0, 0, title, closed, reads_each_run, details, first_seen, 'the pipeline changed'
                FROM partitions WHERE pipeline IN (\(others)) AND status < 2
                """,
            arguments: arguments
        )
        try database.execute(sql: "DELETE FROM partitions WHERE pipeline IN (\(others))", arguments: arguments)
        try database.execute(sql: "DELETE FROM outbox WHERE pipeline IN (\(others))", arguments: arguments)
        try retireSends(of: others, arguments, in: database)
        try database.execute(
            sql: """
                UPDATE pipelines SET swept = (SELECT max(swept) FROM pipelines WHERE name = :name)
                WHERE id = :id AND swept IS NULL
                """,
            arguments: arguments
        )
        try database.execute(
            sql: """
                UPDATE pipelines SET fingerprint = 'retired ' || id WHERE name = :name AND id != :id
                """,
            arguments: arguments
        )
    }

    /// Makes sure that a pipeline has books in a run: rows that wait for it count there as read and as pending.
    static func openBooks(of pipeline: Int, run: Int, in database: Database) throws {
        let statement = try database.cachedStatement(sql: "SELECT 1 FROM books WHERE run = ? AND pipeline = ?")
        guard try Int.fetchOne(statement, arguments: [run, pipeline]) == nil else { return }
        var books = Books()
        books.rows = try carried(pipeline, in: database)
        books.pending = books.rows
        try add(books, run: run, pipeline: pipeline, in: database)
    }

    private static func carried(_ pipeline: Int, in database: Database) throws -> Int {
        let rows = try Int.fetchOne(
            database,
            sql: "SELECT COUNT(*) FROM outbox WHERE pipeline = ?",
            arguments: [pipeline]
        )
        return try (rows ?? 0) + carriedSends(pipeline, in: database)
    }

    private static func start(of id: Int, run: Int, in database: Database) throws -> PipelineStart {
        try openBooks(of: id, run: run, in: database)
        let swept = try Int64.fetchOne(database, sql: "SELECT swept FROM pipelines WHERE id = ?", arguments: [id])
        let open = try GRDB.Row.fetchAll(
            database,
            sql: "SELECT * FROM partitions WHERE pipeline = ? AND status = 0 AND reads_each_run = 0",
            arguments: [id]
        ).map { try partition($0) }
        return PipelineStart(
            id: id,
            swept: swept.map { Timestamp(seconds: $0, nanoseconds: 0) },
            open: open,
            carried: try carried(id, in: database),
            deadLetters: try knownDeadLetters(of: id, in: database)
        )
    }
}
