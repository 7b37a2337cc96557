package import CEL
internal import GRDB
internal import PipelineCore

/// A send of which nobody knows whether it reached anyone, for the person who decides.
package struct UndecidedSend: Sendable, Hashable {
    /// Its number, by which it is decided.
    package let id: Int
    /// The kind of sink: `brevo.events`.
    package let kind: String
    /// The event's, template's or campaign's name.
    package let name: String
    /// The normalised email; empty where it goes to a list.
    package let recipient: String
    /// The pipeline's name.
    package let pipeline: String
    /// Where the row came from, for people.
    package let origin: String
    /// When the request was made.
    package let since: Timestamp
    /// Why nobody knows; nil while a run is sending it, or when that run ended before it could tell.
    package let reason: String?
}

/// What a person decides about a send in doubt.
package enum SendDecision: Sendable, Hashable {
    /// It is sent again by the next run, whatever became of it.
    case resend
    /// It isn't sent again.
    case drop
}

extension StateStore {
    /// The sends in doubt, the oldest first. Those that a process left under way are among them until a run has taken them up.
    package func undecidedSends(limit: Int = -1) async throws(StateFailure) -> [UndecidedSend] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT sends.*, destinations.name AS queue, pipelines.name AS pipeline_name FROM sends
                    JOIN destinations ON destinations.id = destination JOIN pipelines ON pipelines.id = pipeline
                    WHERE status IN (?, ?) ORDER BY sends.id LIMIT ?
                    """,
                arguments: [QueueStatus.underWay.rawValue, QueueStatus.inDoubt.rawValue, limit]
            ).map { row in
                let queue: String = row["queue"]
                return UndecidedSend(
                    id: row["id"],
                    kind: queue.split(separator: " ").last.map(String.init) ?? queue,
                    name: row["name"],
                    recipient: row["recipient"],
                    pipeline: row["pipeline_name"],
                    origin: row["origin"],
                    since: Timestamp(seconds: row["since"] ?? 0, nanoseconds: 0),
                    reason: row["reason"]
                )
            }
        }
    }

    /// Records what a person decided about sends in doubt; the run lock must be held.
    ///
    /// - Parameter ids: Their numbers; nil for all.
    /// - Returns: The numbers decided; those that aren't in doubt are missing.
    package func decide(
        _ ids: Set<Int>?,
        _ decision: SendDecision,
        at now: Timestamp
    ) async throws(StateFailure) -> Set<Int> {
        try await write { database in
            let rows = try GRDB.Row.fetchAll(
                database,
                sql: "SELECT id, key, status, pipeline, partition FROM sends WHERE status IN (?, ?)",
                arguments: [QueueStatus.underWay.rawValue, QueueStatus.inDoubt.rawValue]
            )
            var decided: Set<Int> = []
            for row in rows where ids?.contains(row["id"]) != false {
                let id: Int = row["id"]
                try Self.decide(row, decision, at: now, in: database)
                decided.insert(id)
            }
            try database.execute(
                sql: """
                    DELETE FROM send_requests
                    WHERE NOT EXISTS (SELECT 1 FROM sends WHERE request = send_requests.id)
                    """
            )
            return decided
        }
    }

    private static func decide(
        _ row: GRDB.Row,
        _ decision: SendDecision,
        at now: Timestamp,
        in database: Database
    ) throws {
        let id: Int = row["id"]
        let wasUnderWay = row["status"] == QueueStatus.underWay.rawValue
        let status: JournalStatus = decision == .resend ? .refused : .dropped
        try database.execute(
            sql: "UPDATE journal SET status = ?, changed = ? WHERE key = (SELECT key FROM sends WHERE id = ?)",
            arguments: [status.rawValue, now.seconds, id]
        )
        switch decision {
        case .resend:
            try database.execute(
                sql: """
                    UPDATE sends SET status = ?, request = NULL, place = NULL, since = NULL, reason = NULL WHERE id = ?
                    """,
                arguments: [QueueStatus.resent.rawValue, id]
            )
            if !wasUnderWay { try reopen(row["partition"], pending: 1, in: database) }
        case .drop:
            try database.execute(sql: "DELETE FROM sends WHERE id = ?", arguments: [id])
            if wasUnderWay { try settle(1, of: row["partition"], in: database) }
        }
    }
}
