internal import Foundation
internal import GRDB
package import PipelineCore

/// What was delivered to an entity, with how the snapshot has it.
package struct KnownEntity: Sendable, Hashable {
    /// The normalised key.
    package let key: String

    /// What was delivered.
    package let ledger: LedgerEntry

    /// How the service has it; nil when it hasn't, or when no snapshot was asked for.
    package let existing: Existing?
}

extension StateStore {
    /// The number of a destination that something was delivered to; nil when nothing was.
    package func knownDestination(_ name: String) async throws(StateFailure) -> Int? {
        try await read { try Int.fetchOne($0, sql: "SELECT id FROM destinations WHERE name = ?", arguments: [name]) }
    }

    /// The number of entities that something was delivered to.
    package func ledgerCount(destination: Int) async throws(StateFailure) -> Int {
        try await read { database in
            let sql = "SELECT COUNT(*) FROM ledger WHERE destination = ?"
            return try Int.fetchOne(database, sql: sql, arguments: [destination]) ?? 0
        }
    }

    /// The entities that something was delivered to, in the order of keys.
    ///
    /// - Parameter after: The last key of the page before.
    package func ledgerPage(
        destination: Int,
        after: String,
        limit: Int,
        withSnapshot: Bool
    ) async throws(StateFailure) -> [KnownEntity] {
        try await read { database in
            let existing = withSnapshot ? try Self.existingStatement(database) : nil
            return try GRDB.Row.fetchAll(
                database,
                sql: "SELECT key, entry FROM ledger WHERE destination = ? AND key > ? ORDER BY key LIMIT ?",
                arguments: [destination, after, limit]
            ).map { row in
                let key: String = row[0]
                let blob: Data = row[1]
                let found = try existing.flatMap { try Data.fetchOne($0, arguments: [destination, key]) }
                return KnownEntity(
                    key: key,
                    ledger: try LedgerEntry(encoded: [UInt8](blob)),
                    existing: try found.map { try Existing(key: key, encoded: [UInt8]($0)) }
                )
            }
        }
    }
}
