internal import Foundation
internal import GRDB

extension StateStore {
    /// Takes over what a plan read, all or nothing: its rows wait in the outbox as if a run had read them and ended before it
    /// delivered anything. The plan's reading stays in the list of runs.
    ///
    /// - Parameter version: The state that the plan was made from; nil when there was none yet.
    /// - Throws: ``StateFailure`` of kind `stale`, when this isn't that state any more.
    package func adopt(_ plan: SavedPlan, madeFrom version: StateVersion?) async throws(StateFailure) {
        let path = plan.path
        try await attaching(path, as: "plan") { database in
            try database.inTransaction(.immediate) {
                try Self.check(version, path: path, in: database)
                for sql in Self.adoption { try database.execute(sql: sql) }
                try Self.moveGeneration(in: database)
                return .commit
            }
        }
    }

    /// Refuses a plan that was made from another state, or from this one at another time.
    package func check(_ plan: SavedPlan, madeFrom version: StateVersion?) async throws(StateFailure) {
        let path = plan.path
        try await read { try Self.check(version, path: path, in: $0) }
    }

    private static func check(_ version: StateVersion?, path: String, in database: Database) throws {
        let row = try GRDB.Row.fetchOne(database, sql: "SELECT identity, generation FROM main.version")
        let now = StateVersion(identity: row?["identity"] ?? "", generation: row?["generation"] ?? 0)
        if now.isNew, version?.isNew ?? true { return }
        if let version, version.identity == now.identity, version.generation == now.generation { return }
        let reason =
            if version == nil || version?.isNew == true {
                "it was made for a new state, but this one has runs"
            } else if now.isNew {
                "it was made from a state with runs, but this one is new"
            } else if version?.identity != now.identity {
                "it was made from another state"
            } else {
                Self.movedOn(by: now.generation - (version?.generation ?? 0))
            }
        throw StateFailure(.stale, "the plan \(path) is refused: \(reason)", remedy: "make a new plan")
    }

    private static func movedOn(by count: Int) -> String {
        "the state has moved on since: \(count) \(count == 1 ? "change" : "changes"), see `pipeline runs`"
    }

    private static let adoption = [
        "INSERT OR REPLACE INTO main.destinations (id, name) SELECT id, name FROM plan.destinations",
        "INSERT OR REPLACE INTO main.pipelines (id, name, fingerprint, swept) SELECT id, name, fingerprint, swept FROM plan.pipelines",
        // What was left of pipelines that changed is read anew (`beginRun`), which the plan has done.
        "DELETE FROM main.partitions WHERE pipeline IN (\(planned)) OR pipeline IN (\(retired))",
        "DELETE FROM main.outbox WHERE pipeline IN (\(planned)) OR pipeline IN (\(retired))",
        """
        INSERT INTO main.partitions
          (number, pipeline, id, status, pending, title, closed, reads_each_run, details, first_seen, reason)
        SELECT number, pipeline, id, status, pending, title, closed, reads_each_run, details, first_seen, reason
        FROM plan.partitions
        """,
        """
        INSERT INTO main.outbox (id, destination, key, pipeline, partition, origin, entry)
        SELECT id, destination, key, pipeline, partition, origin, entry FROM plan.rehearsed ORDER BY id
        """,
        """
        INSERT INTO main.runs (id, command, started, finished, status, usage)
        SELECT id, command, started, finished, status, usage FROM plan.runs
        """,
        "INSERT INTO main.books SELECT * FROM plan.books",
        "INSERT INTO main.book_reasons SELECT * FROM plan.book_reasons",
        """
        INSERT INTO main.dead_letters (run, pipeline, partition, origin, key, code, reason, entry, created)
        SELECT run, pipeline, partition, origin, key, code, reason, entry, created FROM plan.dead_letters
        """,
    ]

    private static let planned = "SELECT pipeline FROM plan.books"
    private static let retired = "SELECT id FROM plan.pipelines WHERE fingerprint = 'retired ' || id"
}
