package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A bulk submission that was begun and not yet settled.
package struct OpenTicket: Sendable {
    /// The ticket's number in the state.
    package let id: Int
    /// The service's id; nil when a crash came between handing in and hearing of it.
    package let ticket: Ticket?
    /// What is settled when it has been carried out.
    package let keys: [SettledKey]
}

extension StateStore {
    /// Records the intent to hand in a bulk submission, before it is handed in.
    package func openTicket(
        _ keys: [SettledKey],
        destination: Int,
        at now: Timestamp
    ) async throws(StateFailure) -> Int {
        try await write { database in
            try database.execute(
                sql: "INSERT INTO tickets (destination, submitted, deliveries) VALUES (?, ?, ?)",
                arguments: [destination, now.seconds, Data(SettledKey.encoded(keys))]
            )
            return Int(database.lastInsertedRowID)
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
        try await write { database in
            try database.execute(sql: "DELETE FROM tickets WHERE id = ?", arguments: [id])
        }
    }

    /// The submissions that earlier runs began and didn't settle.
    package func openTickets(destination: Int) async throws(StateFailure) -> [OpenTicket] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: "SELECT id, ticket, deliveries FROM tickets WHERE destination = ? ORDER BY id",
                arguments: [destination]
            ).map { row in
                let blob: Data = row["deliveries"]
                let ticket: String? = row["ticket"]
                return OpenTicket(
                    id: row["id"],
                    ticket: ticket.map { Ticket(id: $0) },
                    keys: try SettledKey.decoded([UInt8](blob))
                )
            }
        }
    }
}
