internal import CEL
internal import Foundation
internal import GRDB

/// All that a run changed of one entity.
package struct ChangedEntity: Sendable, Hashable {
    /// The normalised key.
    package let key: String

    /// The destination's number.
    package let destination: Int

    /// The changes as one.
    package let change: EntityChange
}

extension StateStore {
    /// Changes are kept so long, for `revert` and `explain`, in seconds.
    package static let changesAreKept: Int64 = 90 * 86_400

    /// What a run changed, in the order of keys; several changes of one entity are one.
    ///
    /// - Parameter after: The last entity of the page before; nil for the first page.
    package func changes(
        of run: Int,
        after last: ChangedEntity? = nil,
        limit: Int
    ) async throws(StateFailure) -> [ChangedEntity] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT key, destination, change FROM changes
                    WHERE run = ?1 AND (key, destination) > (?2, ?3) ORDER BY key, destination, id
                    """
            )
            let rows = try GRDB.Row.fetchCursor(statement, arguments: [run, last?.key ?? "", last?.destination ?? 0])
            var page: [ChangedEntity] = []
            while let row = try rows.next() {
                let (key, destination): (String, Int) = (row[0], row[1])
                let blob: Data = row[2]
                let change = try EntityChange(key: key, encoded: [UInt8](blob))
                if let open = page.last, open.key == key, open.destination == destination {
                    page[page.count - 1] = ChangedEntity(
                        key: key,
                        destination: destination,
                        change: open.change.followed(by: change)
                    )
                } else if page.count == limit {
                    break
                } else {
                    page.append(ChangedEntity(key: key, destination: destination, change: change))
                }
            }
            return page
        }
    }

    static func forgetOldChanges(at now: Timestamp, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM changes WHERE run IN (SELECT id FROM runs WHERE started < ?)",
            arguments: [now.seconds - changesAreKept]
        )
    }
}
