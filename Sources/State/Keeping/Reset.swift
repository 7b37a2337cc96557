internal import GRDB

/// How much of a state is begun anew.
package enum StateReset: Sendable, Hashable {
    /// The checkpoints of these pipelines: all is read again, what was delivered is still known and isn't fought over.
    case checkpoints([String])
    /// All, apart from what keeps anything from being sent twice and anyone forgotten from coming back.
    case everything
}

extension StateStore {
    /// Begins a state, or some pipelines, anew. Nothing in the services changes.
    ///
    /// The journal, its secret and the forgotten stay in any case.
    ///
    /// - Returns: The names given that the state doesn't know; when there are any, nothing was reset.
    package func reset(_ reset: StateReset) async throws(StateFailure) -> [String] {
        try await write { database in
            switch reset {
            case .everything:
                // Sends that may have happened keep their rows: a person decides about them.
                let kept = QueueStatus.inDoubt.rawValue
                try database.execute(
                    sql: """
                        DELETE FROM outbox; DELETE FROM partitions; DELETE FROM ledger; DELETE FROM changes;
                        DELETE FROM history; DELETE FROM dead_letters; DELETE FROM tickets; DELETE FROM ticket_parts;
                        DELETE FROM sends WHERE status = 0; DELETE FROM books; DELETE FROM book_reasons;
                        DELETE FROM runs WHERE id NOT IN (SELECT run FROM journal); DELETE FROM activations;
                        DELETE FROM inbox; DELETE FROM triggers; DELETE FROM recurrences;
                        UPDATE pipelines SET swept = NULL;
                        UPDATE sends SET status = \(kept) WHERE status = \(QueueStatus.underWay.rawValue);
                        """
                )
            case .checkpoints(let names):
                let unknown = try names.filter { name in
                    try Int.fetchOne(database, sql: "SELECT 1 FROM pipelines WHERE name = ?", arguments: [name]) == nil
                }
                guard unknown.isEmpty else { return unknown }
                for name in names {
                    let ids = "(SELECT id FROM pipelines WHERE name = ?)"
                    try database.execute(sql: "DELETE FROM outbox WHERE pipeline IN \(ids)", arguments: [name])
                    try database.execute(sql: "DELETE FROM partitions WHERE pipeline IN \(ids)", arguments: [name])
                    try database.execute(sql: "UPDATE pipelines SET swept = NULL WHERE name = ?", arguments: [name])
                }
            }
            try Self.moveGeneration(in: database)
            return []
        }
    }
}
