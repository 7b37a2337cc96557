package import CEL
internal import GRDB
internal import PipelineCore

/// Something that a pipeline is to do at a moment.
package struct SavedTrigger: Sendable, Hashable {
    /// The pipeline's name.
    package let pipeline: String

    /// What it is to do; at most one trigger of a pipeline has it.
    package let subject: String

    /// What is known of the subject.
    package var details: [String: String]

    /// When.
    package var due: Timestamp

    /// How often it was tried.
    package var attempt: Int

    /// Makes a trigger.
    package init(pipeline: String, subject: String, details: [String: String], due: Timestamp, attempt: Int) {
        self.pipeline = pipeline
        self.subject = subject
        self.details = details
        self.due = due
        self.attempt = attempt
    }
}

/// When a pipeline's next regular sweep is.
package struct SavedRecurrence: Sendable, Hashable {
    /// The pipeline's name.
    package let pipeline: String

    /// The rule as text: another text is another rule.
    package let rule: String

    /// When it is due next.
    package var due: Timestamp

    /// Makes a recurrence.
    package init(pipeline: String, rule: String, due: Timestamp) {
        self.pipeline = pipeline
        self.rule = rule
        self.due = due
    }
}

/// A change of what is to be done.
package enum TriggerChange: Sendable, Hashable {
    case put(SavedTrigger)
    case remove(pipeline: String, subject: String)
    case putRecurrence(SavedRecurrence)
    case removeRecurrence(pipeline: String, rule: String)
}

extension StateStore {
    /// What was to be done when the state was last written.
    package func triggers() async throws(StateFailure) -> (triggers: [SavedTrigger], recurrences: [SavedRecurrence]) {
        try await read { database in
            let triggers = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM triggers").map { row in
                SavedTrigger(
                    pipeline: row["pipeline"],
                    subject: row["subject"],
                    details: try TextMap.map(row["details"]),
                    due: Timestamp(milliseconds: row["due"]),
                    attempt: row["attempt"]
                )
            }
            let recurrences = try GRDB.Row.fetchAll(database, sql: "SELECT * FROM recurrences").map { row in
                SavedRecurrence(
                    pipeline: row["pipeline"],
                    rule: row["rule"],
                    due: Timestamp(milliseconds: row["due"])
                )
            }
            return (triggers, recurrences)
        }
    }

    /// Records what is to be done, and in the same transaction that these events are processed: what they start is in `changes`.
    package func record(_ changes: [TriggerChange], processed events: [Int] = []) async throws(StateFailure) {
        try await write { database in
            for change in changes { try Self.record(change, in: database) }
            let statement = try database.cachedStatement(sql: "UPDATE inbox SET status = 1 WHERE id = ? AND status = 0")
            for number in events { try statement.execute(arguments: [number]) }
        }
    }

    private static func record(_ change: TriggerChange, in database: Database) throws {
        switch change {
        case .put(let trigger):
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO triggers (pipeline, subject, details, due, attempt) VALUES (?, ?, ?, ?, ?)"
            ).execute(arguments: [
                trigger.pipeline, trigger.subject, try TextMap.text(trigger.details), trigger.due.milliseconds,
                trigger.attempt,
            ])
        case .remove(let pipeline, let subject):
            try database.cachedStatement(sql: "DELETE FROM triggers WHERE pipeline = ? AND subject = ?")
                .execute(arguments: [pipeline, subject])
        case .putRecurrence(let recurrence):
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO recurrences (pipeline, rule, due) VALUES (?, ?, ?)"
            ).execute(arguments: [recurrence.pipeline, recurrence.rule, recurrence.due.milliseconds])
        case .removeRecurrence(let pipeline, let rule):
            try database.cachedStatement(sql: "DELETE FROM recurrences WHERE pipeline = ? AND rule = ?")
                .execute(arguments: [pipeline, rule])
        }
    }
}
