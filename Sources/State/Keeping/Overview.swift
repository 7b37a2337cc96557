package import CEL
internal import GRDB
internal import PipelineCore

/// How one pipeline stands.
package struct PipelineStanding: Sendable, Hashable {
    /// The pipeline's name.
    package let name: String
    /// When its last complete listing began; nil when there was none.
    package let swept: Timestamp?
    /// Partitions that are done with: read, and all their rows settled.
    package let settled: Int
    /// Partitions that were read and have rows waiting.
    package let delivering: Int
    /// Partitions that are read again in the next run.
    package let open: Int
    /// Rows that wait to be delivered or sent.
    package let waiting: Int
    /// Dead letters that nobody has decided about.
    package let deadLetters: Int
}

/// A partition that is read again in the next run.
package struct OpenPartition: Sendable, Hashable {
    /// For people: the meeting's title and time.
    package let title: String
    /// Why it isn't settled.
    package let reason: String?
    package let firstSeen: Timestamp
}

/// How the state stands.
package struct StateOverview: Sendable, Hashable {
    package let pipelines: [PipelineStanding]
    /// People of whom it is known what was delivered.
    package let people: Int
    /// What was sent and can't be taken back, as keyed hashes.
    package let journal: Int
    /// Sends of which nobody knows whether they happened.
    package let inDoubt: Int
    package let forgotten: Int
    package let runs: Int
    /// The file's size in bytes, without what SQLite keeps beside it.
    package let bytes: Int
}

extension StateStore {
    /// How the state stands.
    package func overview() async throws(StateFailure) -> StateOverview {
        try await read { database in
            func count(_ sql: String, _ arguments: StatementArguments = []) throws -> Int {
                try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(sql)", arguments: arguments) ?? 0
            }
            let rows = try GRDB.Row.fetchAll(
                database,
                sql: "SELECT id, name, swept FROM pipelines WHERE fingerprint NOT LIKE 'retired %' ORDER BY name"
            )
            let pipelines = try rows.map { row in
                let id: Int = row["id"]
                let partitions = "partitions WHERE reads_each_run = 0 AND pipeline = ? AND status ="
                return PipelineStanding(
                    name: row["name"],
                    swept: (row["swept"] as Int64?).map { Timestamp(seconds: $0, nanoseconds: 0) },
                    settled: try count("\(partitions) 2", [id]),
                    delivering: try count("\(partitions) 1", [id]),
                    open: try count("\(partitions) 0", [id]),
                    waiting: try count("outbox WHERE pipeline = ?", [id])
                        + count("sends WHERE pipeline = ? AND status != \(QueueStatus.inDoubt.rawValue)", [id]),
                    deadLetters: try count("dead_letters WHERE dropped = 0 AND pipeline = ?", [id])
                )
            }
            return StateOverview(
                pipelines: pipelines,
                people: try count("ledger"),
                journal: try count("journal"),
                inDoubt: try count("sends WHERE status = \(QueueStatus.inDoubt.rawValue)"),
                forgotten: try count("forgotten"),
                runs: try count("runs"),
                bytes: try (Int.fetchOne(database, sql: "PRAGMA page_count") ?? 0)
                    * (Int.fetchOne(database, sql: "PRAGMA page_size") ?? 0)
            )
        }
    }

    /// The partitions of a pipeline that are read again in the next run; nil when the state knows no such pipeline.
    package func openPartitions(of name: String) async throws(StateFailure) -> [OpenPartition]? {
        try await read { database in
            let id = try Int.fetchOne(
                database,
                sql: "SELECT id FROM pipelines WHERE name = ? AND fingerprint NOT LIKE 'retired %'",
                arguments: [name]
            )
            guard let id else { return nil }
            return try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT title, reason, first_seen FROM partitions
                    WHERE pipeline = ? AND status = 0 AND reads_each_run = 0 ORDER BY first_seen, title
                    """,
                arguments: [id]
            ).map { row in
                OpenPartition(
                    title: row["title"],
                    reason: row["reason"],
                    firstSeen: Timestamp(seconds: row["first_seen"], nanoseconds: 0)
                )
            }
        }
    }
}
