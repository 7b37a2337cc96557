internal import Foundation
internal import GRDB
package import PipelineCore

/// What a destination holds, as read in this run. It lives in a temporary table: it may be large, and the next run reads anew.
extension StateStore {
    /// Begins a snapshot, without what an earlier one of the destination held.
    package func beginSnapshot(destination: Int) async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: """
                    CREATE TEMP TABLE IF NOT EXISTS existing (
                      destination INTEGER NOT NULL, key TEXT NOT NULL, entry BLOB NOT NULL, PRIMARY KEY (destination, key)
                    ) WITHOUT ROWID
                    """
            )
            try database.execute(sql: "DELETE FROM temp.existing WHERE destination = ?", arguments: [destination])
        }
    }

    /// Adds entities to the snapshot; an entity seen again replaces what was known of it.
    package func addToSnapshot(_ entities: [Existing], destination: Int) async throws(StateFailure) {
        try await write { database in
            let insert = try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO temp.existing (destination, key, entry) VALUES (?, ?, ?)"
            )
            for entity in entities {
                try insert.execute(arguments: [destination, entity.key, Data(entity.encoded())])
            }
        }
    }

    /// The entities of the snapshot that have these keys.
    package func existing(_ keys: [String], destination: Int) async throws(StateFailure) -> [String: Existing] {
        try await read { database in
            var result: [String: Existing] = [:]
            for key in keys { result[key] = try Self.existing(key, destination: destination, in: database) }
            return result
        }
    }

    static func existing(_ key: String, destination: Int, in database: Database) throws -> Existing? {
        let statement = try database.cachedStatement(
            sql: "SELECT entry FROM temp.existing WHERE destination = ? AND key = ?"
        )
        return try Data.fetchOne(statement, arguments: [destination, key])
            .map { try Existing(key: key, encoded: [UInt8]($0)) }
    }
}
