internal import Foundation
internal import GRDB

/// What survives a crash: runs and their books, checkpoints, the outbox, the delivery ledger, dead letters, tickets, counters.
///
/// One SQLite database in WAL mode (https://www.sqlite.org/wal.html). All work runs on the database's own queue, never on the
/// cooperative pool. A transaction either happened or didn't, whatever kills the process; that is what every promise about
/// crashes rests on.
package final class StateStore: Sendable {
    /// The file's path.
    package let path: String

    private let queue: DatabaseQueue

    /// Opens the state at `path`, making the file (mode 0600) and its folder where they are missing.
    ///
    /// - Throws: ``StateFailure``.
    package init(path: String) throws(StateFailure) {
        self.path = path
        do {
            try Self.makeFile(path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                // A power failure may lose the newest transactions but never breaks the order (https://www.sqlite.org/pragma.html#pragma_synchronous):
                // a partition and its rows go together, so what is lost is read again.
                try database.execute(sql: "PRAGMA synchronous = NORMAL")
                try database.execute(sql: "PRAGMA temp_store = FILE")
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrate(queue)
        } catch {
            throw StateFailure(error, path: path)
        }
    }

    /// Closes the file; later calls fail.
    package func close() throws(StateFailure) {
        do { try queue.close() } catch { throw StateFailure(error, path: path) }
    }

    /// Runs `work` in one transaction. It isn't cancelled with the task: what was decided is recorded.
    func write<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(StateFailure) -> Result {
        let result: Swift.Result<Result, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWrite({ try work($0) }, completion: { _, result in continuation.resume(returning: result) })
        }
        do { return try result.get() } catch { throw StateFailure(error, path: path) }
    }

    /// Runs `work` without writing.
    func read<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(StateFailure) -> Result {
        let result: Swift.Result<Result, any Error> = await withCheckedContinuation { continuation in
            queue.asyncRead { database in
                continuation.resume(returning: Swift.Result { try work(try database.get()) })
            }
        }
        do { return try result.get() } catch { throw StateFailure(error, path: path) }
    }

    private static func makeFile(_ path: String) throws {
        let manager = FileManager.default
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        if !manager.fileExists(atPath: path) {
            // 0600 before the first byte is written: it holds people's data.
            _ = manager.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
    }

    private static func migrate(_ queue: DatabaseQueue) throws {
        let migrator = Migrations.migrator
        let isNewer = try queue.read { try migrator.hasBeenSuperseded($0) }
        if isNewer {
            throw StateFailure(
                .tooNew,
                "the state was written by a newer version of pipeline",
                remedy: "update pipeline, or give another state with --state"
            )
        }
        try migrator.migrate(queue)
    }
}
