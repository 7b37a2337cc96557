internal import Crypto
internal import Foundation
internal import GRDB
internal import Synchronization

/// The people whom someone asked to forget, as keyed hashes: enough to know one who comes again, not to name anyone.
package final class Forgotten: Sendable {
    private let hashes: Set<Data>
    private let secret: SymmetricKey

    init(hashes: Set<Data>, secret: SymmetricKey) {
        self.hashes = hashes
        self.secret = secret
    }

    /// Whether a person is to stay forgotten. Costs nothing as long as nobody is.
    package func contains(_ key: String) -> Bool {
        !hashes.isEmpty && hashes.contains(Self.hash(key, secret))
    }

    static func hash(_ key: String, _ secret: SymmetricKey) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data("forgotten\n\(key)".utf8), using: secret))
    }
}

/// What forgetting a person removed.
package struct Forgetting: Sendable, Hashable {
    /// Rows that waited to be delivered or sent.
    package var waiting = 0
    /// What was known of deliveries, changes and decisions.
    package var records = 0
    /// Dead letters.
    package var deadLetters = 0
    /// Webhook events that name the person.
    package var events = 0
}

extension StateStore {
    /// The people to stay forgotten.
    package func forgotten() async throws(StateFailure) -> Forgotten {
        try await write { database in
            let hashes = try Data.fetchSet(database, sql: "SELECT hash FROM forgotten")
            return Forgotten(hashes: hashes, secret: try JournalKeys(database).secret)
        }
    }

    /// Removes a person from the state, and remembers a keyed hash so that the person isn't read in again.
    ///
    /// The journal of what was sent stays: it holds keyed hashes, and keeps anything from being sent twice.
    package func forget(_ key: String) async throws(StateFailure) -> Forgetting {
        let result = try await write { database in
            var result = Forgetting()
            let secret = try JournalKeys(database).secret
            try database.execute(
                sql: "INSERT OR IGNORE INTO forgotten (hash) VALUES (?)",
                arguments: [Forgotten.hash(key, secret)]
            )
            for table in ["outbox", "sends"] {
                let column = table == "sends" ? "recipient" : "key"
                let counts = try GRDB.Row.fetchAll(
                    database,
                    sql: "SELECT partition, COUNT(*) AS count FROM \(table) WHERE \(column) = ? GROUP BY partition",
                    arguments: [key]
                )
                for row in counts {
                    result.waiting += row["count"]
                    try Self.settle(row["count"], of: row["partition"], in: database)
                }
                try database.execute(sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [key])
            }
            for table in ["ledger", "changes", "history"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE key = ?", arguments: [key])
                result.records += database.changesCount
            }
            let mention = "instr(lower(%), ?1) > 0"
            try database.execute(
                sql: "DELETE FROM dead_letters WHERE key = ?1 OR \(mention.replacing("%", with: "record"))",
                arguments: [key]
            )
            result.deadLetters = database.changesCount
            try database.execute(
                sql: "DELETE FROM inbox WHERE \(mention.replacing("%", with: "CAST(body AS TEXT)"))",
                arguments: [key]
            )
            result.events = database.changesCount
            try Self.moveGeneration(in: database)
            return result
        }
        // What was deleted, now or long ago, must not stay readable in free pages or the log.
        try await exclusively { queue in
            try queue.vacuum()
            _ = try queue.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
        return result
    }

    /// Lets a forgotten person be read in again.
    ///
    /// - Returns: Whether the person was forgotten.
    package func unforget(_ key: String) async throws(StateFailure) -> Bool {
        try await write { database in
            let secret = try JournalKeys(database).secret
            try database.execute(
                sql: "DELETE FROM forgotten WHERE hash = ?",
                arguments: [Forgotten.hash(key, secret)]
            )
            let isFound = database.changesCount > 0
            try Self.moveGeneration(in: database)
            return isFound
        }
    }
}
