internal import Foundation
internal import GRDB

/// In a rehearsal, what is taken out of the outbox is kept with its verdict: it is what a plan shows, and what its `apply` delivers.
enum RehearsedRows {
    static let table = """
        CREATE TABLE rehearsed (
          id INTEGER PRIMARY KEY, destination INTEGER NOT NULL, key TEXT NOT NULL, pipeline INTEGER NOT NULL,
          partition INTEGER NOT NULL, origin TEXT NOT NULL, entry BLOB NOT NULL, verdict INTEGER NOT NULL, reason TEXT NOT NULL
        )
        """

    static func insertion(_ database: Database) throws -> Statement {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO rehearsed
                SELECT id, destination, key, pipeline, partition, origin, entry, ?2, ?3 FROM outbox WHERE id = ?1
                """
        )
    }

    static func arguments(_ entry: SettledEntry) -> StatementArguments {
        let (kind, reason) = RehearsedVerdict.columns(entry.verdict)
        return [entry.id, kind.rawValue, reason]
    }
}

/// A verdict as two columns.
enum RehearsedVerdict: Int {
    case updated = 0
    case created = 1
    case unchanged = 2
    case superseded = 3
    case skipped = 4
    case deadLettered = 5
    /// Nothing was decided: it couldn't be looked up.
    case pending = 6

    static func columns(_ verdict: Verdict) -> (RehearsedVerdict, String) {
        switch verdict {
        case .delivered(let isCreated): (isCreated ? .created : .updated, "")
        case .unchanged: (.unchanged, "")
        case .superseded: (.superseded, "")
        case .skipped(let reason): (.skipped, reason)
        case .deadLettered(let code, _): (.deadLettered, code)
        }
    }
}
