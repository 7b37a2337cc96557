internal import GRDB

/// What a pipeline's earlier runs left in the queue.
extension StateStore {
    /// The sends that count as pending: all but those in doubt.
    static func carriedSends(_ pipeline: Int, in database: Database) throws -> Int {
        try Int.fetchOne(
            database,
            sql: "SELECT COUNT(*) FROM sends WHERE pipeline = ? AND status != ?",
            arguments: [pipeline, QueueStatus.inDoubt.rawValue]
        ) ?? 0
    }

    /// Hands over from earlier fingerprints of a pipeline: what only waits is read anew; what may have been sent, and what a person
    /// decided on, stays.
    static func retireSends(of others: String, _ arguments: StatementArguments, in database: Database) throws {
        try database.execute(
            sql: "DELETE FROM sends WHERE status = \(QueueStatus.waiting.rawValue) AND pipeline IN (\(others))",
            arguments: arguments
        )
        try database.execute(
            sql: "UPDATE sends SET pipeline = :id WHERE pipeline IN (\(others))",
            arguments: arguments
        )
    }
}
