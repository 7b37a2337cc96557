package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore
internal import Synchronization

/// Where received events are kept before they are acknowledged.
///
/// A connection of its own to the state's file, with `synchronous=FULL`: what was stored survives a power failure
/// (https://www.sqlite.org/pragma.html#pragma_synchronous). Events that arrive while one transaction is written go into the next
/// one together, so that a burst costs a few synchronisations of the disk, not one each.
package final class Inbox: Sendable {
    /// What became of an event that was stored.
    package enum Storing: Sendable, Hashable {
        case new
        /// It had been received before.
        case duplicate
    }

    private typealias Waiter = CheckedContinuation<Result<Storing, StateFailure>, Never>

    private struct State {
        var waiting: [(event: WebhookEvent, received: Timestamp, waiter: Waiter)] = []
        var isWriting = false
    }

    /// More than this many events wait for the disk only when it doesn't keep up at all: better to ask to be sent them again.
    private static let room = 20_000

    /// How long another connection's transaction is waited for, in milliseconds; senders wait 3 s for their answer.
    private static let patience = 2_000

    private let path: String
    private let queue: DatabaseQueue
    private let state = Mutex(State())

    /// Opens the inbox of a state that exists.
    ///
    /// - Throws: ``StateFailure``.
    package init(_ store: StateStore) throws(StateFailure) {
        path = store.path
        var configuration = Configuration()
        // SQLite's own waiting sleeps up to 100 ms at a time (sqlite3_busy_timeout); an answer is waited for here.
        configuration.busyMode = .callback { tries in
            usleep(1_000)
            return tries < Self.patience
        }
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        do { queue = try DatabaseQueue(path: path, configuration: configuration) } catch {
            throw StateFailure(error, path: store.path)
        }
    }

    /// Closes the file; later calls fail.
    package func close() throws(StateFailure) {
        do { try queue.close() } catch { throw StateFailure(error, path: path) }
    }

    /// Stores an event; when it returns, the disk has it.
    ///
    /// - Throws: ``StateFailure``; then the sender must send it again.
    package func store(_ event: WebhookEvent, at received: Timestamp) async throws(StateFailure) -> Storing {
        let result: Result<Storing, StateFailure> = await withCheckedContinuation { waiter in
            let begins: Bool? = state.withLock { state in
                guard state.waiting.count < Self.room else { return nil }
                state.waiting.append((event, received, waiter))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            switch begins {
            case nil: waiter.resume(returning: .failure(Self.overflow))
            case true?: queue.asyncWriteWithoutTransaction { [self] in writeAll($0) }
            case false?: break
            }
        }
        return try result.get()
    }

    /// How durable commits are: 2 is FULL.
    func synchronous() throws -> Int? {
        try queue.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
    }

    /// Writes what waits, and what comes meanwhile.
    private func writeAll(_ database: Database) {
        while true {
            let batch = state.withLock { state in
                defer { state.waiting = [] }
                state.isWriting = !state.waiting.isEmpty
                return state.waiting
            }
            if batch.isEmpty { return }
            var results: [Storing] = []
            do {
                try database.inTransaction(.immediate) {
                    results = try batch.map { try Self.insert($0.event, at: $0.received, in: database) }
                    return .commit
                }
                for (item, result) in zip(batch, results) { item.waiter.resume(returning: .success(result)) }
            } catch {
                let failure = StateFailure(error, path: path)
                for item in batch { item.waiter.resume(returning: .failure(failure)) }
            }
        }
    }

    private static func insert(
        _ event: WebhookEvent,
        at received: Timestamp,
        in database: Database
    ) throws -> Storing {
        try database.cachedStatement(
            sql: """
                INSERT INTO inbox (service, name, identity, occurred, received, status, focus, details, body, problem)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [
            event.service, event.name, event.identity, event.occurred.milliseconds, received.seconds,
            event.problem == nil ? 0 : 2, event.focus?.id, try event.focus.map { try TextMap.text($0.details) },
            Data(event.body), event.problem,
        ])
        return database.changesCount > 0 ? .new : .duplicate
    }

    private static let overflow = StateFailure(
        .other,
        "more events arrive than the disk takes",
        remedy: "they are sent again; look for what keeps the disk busy"
    )
}
