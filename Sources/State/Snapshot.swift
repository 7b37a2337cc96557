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
                try insert.execute(arguments: [destination, entity.key, Data(try entity.encoded())])
            }
        }
    }

    static func existingStatement(_ database: Database) throws -> Statement {
        try database.cachedStatement(sql: "SELECT entry FROM temp.existing WHERE destination = ? AND key = ?")
    }
}
