internal import Foundation
internal import GRDB

/// A plan in a file of its own: what `pipeline plan --out` wrote.
package final class SavedPlan: Sendable {
    /// The file's path.
    package let path: String

    /// What is kept beside the tables, by name.
    package let facts: [String: String]

    /// The rehearsed run's number.
    package let run: Int

    private let queue: DatabaseQueue

    /// Marks the file (https://www.sqlite.org/pragma.html#pragma_application_id): “TjPl”.
    static let applicationID = 0x546A_506C

    /// Whether the file at `path` is a saved plan, whatever it is called.
    package static func isPlan(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        // https://www.sqlite.org/fileformat2.html#the_database_header
        guard let head = try? file.read(upToCount: 72), head.count == 72,
            head.starts(with: Data("SQLite format 3".utf8))
        else { return false }
        return head.suffix(4).reduce(0) { $0 << 8 | Int($1) } == applicationID
    }

    /// Opens a plan for reading.
    ///
    /// - Throws: ``StateFailure``.
    package init(path: String) throws(StateFailure) {
        self.path = path
        do {
            var configuration = Configuration()
            configuration.readonly = true
            queue = try DatabaseQueue(path: path, configuration: configuration)
            (facts, run) = try queue.read { database in
                let rows = try GRDB.Row.fetchAll(database, sql: "SELECT name, value FROM facts")
                let facts = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as String) })
                return (facts, try Int.fetchOne(database, sql: "SELECT id FROM runs") ?? 0)
            }
        } catch {
            throw StateFailure(error, path: path)
        }
    }

    /// What it decided, entity by entity, as ``StateStore/plannedContacts(run:after:limit:)``.
    package func contacts(
        after last: PlannedContact? = nil,
        limit: Int
    ) async throws(StateFailure) -> [PlannedContact] {
        let run = run
        let result: Swift.Result<[PlannedContact], any Error> = await withCheckedContinuation { continuation in
            queue.asyncRead { database in
                continuation.resume(
                    returning: Swift.Result {
                        try PlannedContact.page(run: run, after: last, limit: limit, in: try database.get())
                    }
                )
            }
        }
        do { return try result.get() } catch { throw StateFailure(error, path: path) }
    }

    /// Closes the file.
    package func close() {
        try? queue.close()
    }
}
