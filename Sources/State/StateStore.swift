internal import Dispatch
internal import Foundation
internal import GRDB
internal import Synchronization

/// What survives a crash: runs and their books, checkpoints, the outbox, the delivery ledger, dead letters, tickets, counters.
///
/// One SQLite database in WAL mode (https://www.sqlite.org/wal.html). All work runs on the database's own queue, never on the
/// cooperative pool. A transaction either happened or didn't, whatever kills the process; that is what every promise about
/// crashes rests on.
package final class StateStore: Sendable {
    /// The file's path.
    package let path: String

    /// Whether this is a copy on which a plan is tried out.
    let isRehearsal: Bool

    private let queue: DatabaseQueue
    private let spools = Atomic(0)

    /// Opens the state at `path`, making the file (mode 0600) and its folder where they are missing.
    ///
    /// - Throws: ``StateFailure``.
    package convenience init(path: String) throws(StateFailure) {
        try self.init(path: path, isRehearsal: false)
    }

    init(path: String, isRehearsal: Bool) throws(StateFailure) {
        self.path = path
        self.isRehearsal = isRehearsal
        do {
            try StateFile.make(path)
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL")
                // A power failure may lose the newest transactions but never breaks the order (https://www.sqlite.org/pragma.html#pragma_synchronous):
                // a partition and its rows go together, so what is lost is read again.
                // A rehearsal isn't taken up again after a crash.
                try database.execute(sql: "PRAGMA synchronous = \(isRehearsal ? "OFF" : "NORMAL")")
                try database.execute(sql: "PRAGMA temp_store = FILE")
                try database.execute(sql: "PRAGMA foreign_keys = OFF")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrate(queue, path: path)
            if isRehearsal { try queue.write { try $0.execute(sql: RehearsedRows.table) } }
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

    /// Runs `work` in one transaction that has reached the disk when it returns, a power failure included: what is recorded before
    /// something that can't be taken back.
    func writeDurably<Result: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(StateFailure) -> Result {
        let result: Swift.Result<Result, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: Swift.Result { try Self.durably(database, work) })
            }
        }
        do { return try result.get() } catch { throw StateFailure(error, path: path) }
    }

    /// The pragma can't change within a transaction (https://www.sqlite.org/pragma.html#pragma_synchronous).
    private static func durably<Result>(_ database: Database, _ work: (Database) throws -> Result) throws -> Result {
        let usual = try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 1
        try database.execute(sql: "PRAGMA synchronous = FULL")
        defer { try? database.execute(sql: "PRAGMA synchronous = \(usual)") }
        var result: Result?
        try database.inTransaction(.immediate) {
            result = try work(database)
            return .commit
        }
        guard let result else { throw StateFailure(.other, "a transaction had no result", remedy: "run again") }
        return result
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

    /// Runs `work` with another database file beside this one, outside of any transaction.
    func attaching<Result: Sendable>(
        _ path: String,
        as name: String,
        _ work: @escaping @Sendable (Database) throws -> Result
    ) async throws(StateFailure) -> Result {
        let result: Swift.Result<Result, any Error> = await withCheckedContinuation { continuation in
            queue.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Swift.Result {
                        try database.execute(sql: "ATTACH DATABASE ? AS \(name)", arguments: [path])
                        defer { try? database.execute(sql: "DETACH DATABASE \(name)") }
                        return try work(database)
                    }
                )
            }
        }
        do { return try result.get() } catch { throw StateFailure(error, path: self.path) }
    }

    /// Runs `work` on the whole database, outside any transaction.
    func exclusively<Result: Sendable>(
        _ work: @escaping @Sendable (DatabaseQueue) throws -> Result
    ) async throws(StateFailure) -> Result {
        let queue = queue
        let result: Swift.Result<Result, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Swift.Result { try work(queue) }) }
        }
        do { return try result.get() } catch { throw StateFailure(error, path: path) }
    }

    /// A number for a new spool.
    func nextSpool() -> Int { spools.add(1, ordering: .relaxed).newValue }

    private static func migrate(_ queue: DatabaseQueue, path: String) throws {
        let migrator = Migrations.migrator
        let (isNewer, isForeign) = try queue.read { database in
            (
                try migrator.hasBeenSuperseded(database),
                try !database.tableExists("grdb_migrations")
                    && Int.fetchOne(database, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0 > 0
            )
        }
        if isNewer {
            throw StateFailure(
                .tooNew,
                "the state \(path) was written by a newer version of pipeline",
                remedy: "update pipeline, or give another state with --state"
            )
        }
        if isForeign {
            throw StateFailure(
                .damaged,
                "\(path) is another program's database, no state of pipeline",
                remedy: "give another state with --state"
            )
        }
        do {
            try migrator.migrate(queue)
        } catch is DatabaseError {
            // Another process may have opened the new file at the same moment and taken the same steps first.
            try migrator.migrate(queue)
        }
    }
}
