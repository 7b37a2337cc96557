internal import CEL
internal import Foundation
internal import GRDB

/// Sends after a backup was restored: the journal doesn't know what was sent since the backup was made.
extension StateStore {
    /// Puts everything that waits to be sent before a person, and remembers the moment before which nothing is sent by itself.
    static func noteRestoration(at now: Timestamp, in database: Database) throws {
        try database.execute(sql: "DELETE FROM restorations")
        try database.execute(sql: "INSERT INTO restorations (moment) VALUES (?)", arguments: [now.seconds])
        let run = try Int.fetchOne(database, sql: "SELECT max(id) FROM runs") ?? 0
        let open = try GRDB.Row.fetchAll(
            database,
            sql: "SELECT id, key, partition FROM sends WHERE status IN (?, ?)",
            arguments: [QueueStatus.waiting.rawValue, QueueStatus.underWay.rawValue]
        )
        for row in open {
            try hold(row["id"], row["key"], run: run, at: now, in: database)
            try settle(1, of: row["partition"], in: database)
        }
    }

    /// Holds a send that may have happened already.
    static func hold(_ id: Int, _ key: Data, run: Int, at now: Timestamp, in database: Database) throws {
        try database.execute(
            sql: "UPDATE sends SET status = ?, request = NULL, place = NULL, since = ?, reason = ? WHERE id = ?",
            arguments: [
                QueueStatus.inDoubt.rawValue, now.seconds,
                "the state was restored from a backup, and this may have been sent since the backup was made", id,
            ]
        )
        try database.execute(
            sql: """
                INSERT INTO journal (key, status, changed, run) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET status = ?2, changed = ?3, run = ?4
                """,
            arguments: [key, JournalStatus.inDoubt.rawValue, now.seconds, run]
        )
    }
}
