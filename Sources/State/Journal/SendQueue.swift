internal import Foundation
internal import GRDB
package import PipelineCore

/// A send that waits, or is under way.
package struct QueuedSend: Sendable, Hashable {
    /// Its number in the queue: later ones have greater ones.
    package let id: Int
    /// The pipeline's number.
    package let pipeline: Int
    package let send: Send

    /// Makes a queued send.
    package init(id: Int, pipeline: Int, send: Send) {
        self.id = id
        self.pipeline = pipeline
        self.send = send
    }

    init(_ row: GRDB.Row) throws {
        let blob: Data = row["send"]
        id = row["id"]
        pipeline = row["pipeline"]
        send = try Send(recipient: row["recipient"], encoded: [UInt8](blob))
    }
}

extension StateStore {
    /// The sends that wait behind number `after`, at most `limit`, in the order of arrival. Those of pipelines that don't run now
    /// keep waiting, unless a person decided that they are sent again.
    package func waitingSends(
        destination: Int,
        pipelines: Set<Int>,
        after: Int,
        limit: Int
    ) async throws(StateFailure) -> [QueuedSend] {
        try await read { database in
            let list = pipelines.map(String.init).joined(separator: ",")
            return try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT id, pipeline, recipient, send FROM sends
                    WHERE destination = ?1 AND id > ?2 AND (status = ?3 OR status = ?4 AND pipeline IN (\(list)))
                    ORDER BY id LIMIT ?5
                    """,
                arguments: [
                    destination, after, QueueStatus.resent.rawValue, QueueStatus.waiting.rawValue, limit,
                ]
            ).map { try QueuedSend($0) }
        }
    }

    /// The entities of these keys as the snapshot has them.
    package func snapshot(_ keys: Set<String>, destination: Int) async throws(StateFailure) -> [String: Existing] {
        try await read { database in
            let statement = try Self.existingStatement(database)
            var found: [String: Existing] = [:]
            for key in keys {
                guard let blob = try Data.fetchOne(statement, arguments: [destination, key]) else { continue }
                found[key] = try Existing(key: key, encoded: [UInt8](blob))
            }
            return found
        }
    }

    /// Those of these keys to which something was delivered, so that they are known to have existed.
    package func delivered(_ keys: Set<String>, destination: Int) async throws(StateFailure) -> Set<String> {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT entry FROM ledger WHERE destination = ? AND key = ?"
            )
            return try keys.filter { key in
                guard let blob = try Data.fetchOne(statement, arguments: [destination, key]) else { return false }
                return try LedgerEntry(encoded: [UInt8](blob)).isDelivered
            }
        }
    }
}
