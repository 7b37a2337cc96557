package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

extension StateStore: EventStore {
    /// Events that nothing has been decided about, the oldest first.
    package func storedEvents(limit: Int) async throws(StateFailure) -> [StoredEvent] {
        try await read { database in
            let sql = "SELECT * FROM inbox WHERE status = 0 ORDER BY id LIMIT ?"
            return try GRDB.Row.fetchAll(database, sql: sql, arguments: [limit]).map(Self.event)
        }
    }

    package func events(
        of service: String,
        named names: Set<String>,
        since: Timestamp
    ) async throws -> [StoredEvent] {
        try await read { database in
            let sql = "SELECT * FROM inbox WHERE service = ? AND received >= ? AND status < 2 ORDER BY id"
            let rows = try GRDB.Row.fetchCursor(database, sql: sql, arguments: [service, since.seconds])
            var events: [StoredEvent] = []
            while let row = try rows.next() {
                if names.isEmpty || names.contains(row["name"]) { events.append(try Self.event(row)) }
            }
            return events
        }
    }

    package func event(_ number: Int) async throws -> StoredEvent? {
        try await read { database in
            try GRDB.Row.fetchOne(database, sql: "SELECT * FROM inbox WHERE id = ?", arguments: [number])
                .map(Self.event)
        }
    }

    /// The numbers of events stored, processed and dead.
    package func inboxCounts() async throws(StateFailure) -> InboxCounts {
        try await read { database in
            var counts = InboxCounts()
            let sql = "SELECT status, COUNT(*) FROM inbox GROUP BY status"
            for row in try GRDB.Row.fetchAll(database, sql: sql) {
                switch row[0] as Int {
                case 0: counts.stored = row[1]
                case 1: counts.processed = row[1]
                default: counts.dead = row[1]
                }
            }
            return counts
        }
    }

    /// Forgets events that were received before `moment` and that nothing waits for.
    ///
    /// - Returns: How many.
    package func forgetEvents(before moment: Timestamp) async throws(StateFailure) -> Int {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM inbox WHERE received < ? AND status > 0",
                arguments: [moment.seconds]
            )
            return database.changesCount
        }
    }

    /// Puts events received since `moment` back to be processed again; all names when `names` is empty.
    ///
    /// - Returns: How many.
    package func replayEvents(since moment: Timestamp, named names: Set<String>) async throws(StateFailure) -> Int {
        try await write { database in
            let wanted = try TextMap.text(Dictionary(uniqueKeysWithValues: names.map { ($0, "") }))
            try database.execute(
                sql: """
                    UPDATE inbox SET status = 0 WHERE received >= ?1 AND status = 1
                    AND (?2 = '{}' OR name IN (SELECT key FROM json_each(?2)))
                    """,
                arguments: [moment.seconds, wanted]
            )
            return database.changesCount
        }
    }

    /// Puts one event back to be processed again.
    package func replayEvent(_ event: WebhookEvent) async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: "UPDATE inbox SET status = 0 WHERE service = ? AND identity = ? AND status = 1",
                arguments: [event.service, event.identity]
            )
        }
    }

    static func event(_ row: GRDB.Row) throws -> StoredEvent {
        let focus = try (row["focus"] as String?).map { id in
            Focus(id: id, details: try (row["details"] as String?).map(TextMap.map) ?? [:])
        }
        let body: Data = row["body"]
        return StoredEvent(
            number: row["id"],
            received: Timestamp(seconds: row["received"], nanoseconds: 0),
            event: WebhookEvent(
                service: row["service"],
                name: row["name"],
                identity: row["identity"],
                occurred: Timestamp(milliseconds: row["occurred"]),
                focus: focus,
                body: [UInt8](body),
                problem: row["problem"]
            )
        )
    }
}

/// How many events there are, by what became of them.
package struct InboxCounts: Sendable, Hashable {
    /// Nothing has been decided about them yet.
    package var stored = 0

    /// What they start is decided.
    package var processed = 0

    /// Nothing can be done with them.
    package var dead = 0

    /// None.
    package init() {}
}

extension Timestamp {
    /// Milliseconds since 1970.
    var milliseconds: Int64 { seconds * 1_000 + Int64(nanoseconds) / 1_000_000 }

    init(milliseconds: Int64) {
        let seconds = milliseconds >= 0 ? milliseconds / 1_000 : (milliseconds - 999) / 1_000
        self.init(seconds: seconds, nanoseconds: Int32(milliseconds - seconds * 1_000) * 1_000_000)
    }
}
