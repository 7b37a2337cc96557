package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A bulk submission that was begun and not yet settled.
package struct OpenTicket: Sendable, Hashable {
    /// The ticket's number in the state.
    package let id: Int
    /// The service's id; nil when a crash came between handing in and hearing of it.
    package let ticket: Ticket?
    /// The keys that were handed in.
    package let keys: [String]

    /// Makes an open ticket.
    package init(id: Int, ticket: Ticket?, keys: [String]) {
        self.id = id
        self.ticket = ticket
        self.keys = keys
    }
}

/// How a ticket was settled.
package struct TicketSettlement: Sendable {
    /// What was added to the books, by pipeline.
    package let books: [Int: Books]
    /// The keys that weren't settled, or not with all their rows: these wait as before.
    package let left: [String]
}

/// What is settled when a submission has been carried out, encoded so that thousands of keys take little memory meanwhile.
package struct TicketParts: Sendable {
    /// Keys in one blob.
    private static let partSize = 500

    private(set) var blobs: [[UInt8]] = []
    private var open: [SettledKey] = []

    /// No parts yet.
    package init() {}

    /// Adds what is settled for one key.
    ///
    /// - Throws: ``StateFailure``, for a value that can't be kept.
    package mutating func append(_ key: SettledKey) throws(StateFailure) {
        open.append(key)
        if open.count == Self.partSize { try seal() }
    }

    /// Encodes what is still open.
    mutating func seal() throws(StateFailure) {
        guard !open.isEmpty else { return }
        do { blobs.append(try SettledKey.encoded(open)) } catch { throw StateFailure(error, path: "") }
        open = []
    }
}

extension StateStore {
    /// Records the intent to hand in a bulk submission, before it is handed in.
    ///
    /// - Returns: The ticket's number in the state.
    package func openTicket(
        _ parts: TicketParts,
        destination: Int,
        at now: Timestamp
    ) async throws(StateFailure) -> Int {
        var sealed = parts
        try sealed.seal()
        let blobs = sealed.blobs
        return try await write { database in
            try database.execute(
                sql: "INSERT INTO tickets (destination, submitted) VALUES (?, ?)",
                arguments: [destination, now.seconds]
            )
            let id = Int(database.lastInsertedRowID)
            for (part, blob) in blobs.enumerated() {
                try database.cachedStatement(
                    sql: "INSERT INTO ticket_parts (ticket, part, deliveries) VALUES (?, ?, ?)"
                ).execute(arguments: [id, part, Data(blob)])
            }
            return id
        }
    }

    /// Records what the service answered to a submission.
    package func accept(_ ticket: Ticket, as id: Int) async throws(StateFailure) {
        try await write { database in
            try database.execute(sql: "UPDATE tickets SET ticket = ? WHERE id = ?", arguments: [ticket.id, id])
        }
    }

    /// Forgets a submission that wasn't carried out; its entries wait as before.
    package func dropTicket(_ id: Int) async throws(StateFailure) {
        try await write { try Self.dropTicket(id, in: $0) }
    }

    /// The submissions that earlier runs began and didn't settle.
    package func openTickets(destination: Int) async throws(StateFailure) -> [OpenTicket] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: "SELECT id, ticket FROM tickets WHERE destination = ? ORDER BY id",
                arguments: [destination]
            ).map { row in
                let id: Int = row["id"]
                var keys: [String] = []
                try Self.parts(of: id, in: database) { keys += $0.map(\.key) }
                return OpenTicket(id: id, ticket: (row["ticket"] as String?).map { Ticket(id: $0) }, keys: keys)
            }
        }
    }

    /// Settles all keys of a submission that has ended, and forgets it, all or nothing.
    ///
    /// - Parameter judge: What is recorded for a key; nil when nothing is and its rows keep waiting.
    package func settleTicket(
        _ id: Int,
        destination: Int,
        run: Int,
        at now: Timestamp,
        judge: @escaping @Sendable (SettledKey) -> SettledKey?
    ) async throws(StateFailure) -> TicketSettlement {
        let isRehearsal = isRehearsal
        return try await write { database in
            var settler = try Settler(
                database,
                destination: destination,
                run: run,
                at: now,
                keepsRows: isRehearsal
            )
            var left: [String] = []
            try Self.parts(of: id, in: database) { keys in
                for key in keys {
                    let settled = judge(key)
                    if let settled { try settler.settle(settled) }
                    if settled.map({ $0.entries.count < key.entries.count }) ?? true { left.append(key.key) }
                }
            }
            try Self.dropTicket(id, in: database)
            return TicketSettlement(books: try settler.finish(), left: left)
        }
    }

    /// Hands over a ticket's keys, part by part: only one part is in memory.
    private static func parts(of ticket: Int, in database: Database, _ body: ([SettledKey]) throws -> Void) throws {
        var part = 0
        let statement = try database.cachedStatement(
            sql: "SELECT deliveries FROM ticket_parts WHERE ticket = ? AND part = ?"
        )
        while let blob = try Data.fetchOne(statement, arguments: [ticket, part]) {
            try body(try SettledKey.decoded([UInt8](blob)))
            part += 1
        }
    }

    private static func dropTicket(_ id: Int, in database: Database) throws {
        try database.execute(sql: "DELETE FROM tickets WHERE id = ?", arguments: [id])
        try database.execute(sql: "DELETE FROM ticket_parts WHERE ticket = ?", arguments: [id])
    }
}
