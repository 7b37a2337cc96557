package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// What became of a send.
package enum SendVerdict: Sendable, Hashable {
    /// The service has it; what it calls it.
    case accepted(reference: String?)
    /// The service refused it for good.
    case refused(code: String, reason: String)
    /// It must not be sent, with the reason that is counted (`unsubscribed`).
    case skipped(reason: String)
    /// It provably wasn't sent: it waits again.
    case waiting
    /// Nobody knows whether it was sent: it is held.
    case inDoubt(reason: String)
}

extension StateStore {
    /// Records what became of sends, and books it, all or nothing. A request all of whose sends are decided is forgotten.
    ///
    /// - Returns: What was added to the books, by pipeline.
    @discardableResult
    package func conclude(
        _ verdicts: [Int: SendVerdict],
        request: Int? = nil,
        run: Int,
        at now: Timestamp
    ) async throws(StateFailure) -> [Int: Books] {
        try await write { database in
            var settler = SendSettler(database: database, run: run, now: now)
            for (id, verdict) in verdicts.sorted(by: { $0.key < $1.key }) { try settler.settle(id, verdict) }
            if let request {
                try database.execute(
                    sql: """
                        DELETE FROM send_requests
                        WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sends WHERE request = ?1)
                        """,
                    arguments: [request]
                )
            }
            return try settler.finish()
        }
    }
}

/// Settles sends within one transaction.
private struct SendSettler {
    let database: Database
    let run: Int
    let now: Timestamp

    private var books: [Int: Books] = [:]
    private var counts: [Int: Int] = [:]

    init(database: Database, run: Int, now: Timestamp) {
        self.database = database
        self.run = run
        self.now = now
    }

    mutating func settle(_ id: Int, _ verdict: SendVerdict) throws {
        let statement = try database.cachedStatement(sql: "SELECT * FROM sends WHERE id = ?")
        guard let row = try GRDB.Row.fetchOne(statement, arguments: [id]) else { return }
        let wasInDoubt = row["status"] == QueueStatus.inDoubt.rawValue
        let wasUnderWay = row["request"] != nil
        switch verdict {
        case .accepted(let reference):
            try journal(row["key"], .accepted, reference)
            try remove(id)
        case .refused(let code, let reason):
            try journal(row["key"], .refused)
            try bury(row, code: code, reason: reason)
            try remove(id)
        case .skipped:
            try remove(id)
        case .waiting:
            if wasUnderWay { try journal(row["key"], .refused) }
            try database.execute(
                sql: "UPDATE sends SET status = ?, request = NULL, place = NULL, since = NULL WHERE id = ?",
                arguments: [QueueStatus.waiting.rawValue, id]
            )
        case .inDoubt(let reason):
            try journal(row["key"], .inDoubt)
            try database.execute(
                sql: "UPDATE sends SET status = ?, reason = ? WHERE id = ?",
                arguments: [QueueStatus.inDoubt.rawValue, reason, id]
            )
        }
        // What was in doubt is in the books of the run that gave it up.
        if !wasInDoubt, verdict != .waiting { try book(row, verdict) }
        try remember(row, verdict)
    }

    func finish() throws -> [Int: Books] {
        for (partition, count) in counts { try StateStore.settle(count, of: partition, in: database) }
        for (pipeline, more) in books { try StateStore.add(more, run: run, pipeline: pipeline, in: database) }
        return books
    }

    private mutating func book(_ row: GRDB.Row, _ verdict: SendVerdict) throws {
        let pipeline: Int = row["pipeline"]
        if books[pipeline] == nil {
            try StateStore.openBooks(of: pipeline, run: run, in: database)
            books[pipeline] = Books()
        }
        books[pipeline, default: Books()].count(verdict)
        counts[row["partition"], default: 0] += 1
    }

    /// Keeps what became of it for `explain`.
    private func remember(_ row: GRDB.Row, _ verdict: SendVerdict) throws {
        let recipient: String = row["recipient"]
        let fate: HistoryRow.Fate
        switch verdict {
        case .accepted: fate = .sent(what: row["name"])
        case .refused(_, let reason): fate = .deadLettered(reason: reason)
        case .skipped(let reason): fate = .skipped(reason: reason)
        case .waiting, .inDoubt: return
        }
        let blob: Data = row["send"]
        let moment = try Send(recipient: recipient, encoded: [UInt8](blob)).moment
        let draft = HistoryDraft(key: recipient, origin: row["origin"], asOf: moment.asOf, fate: fate)
        if !recipient.isEmpty { try StateStore.record([draft], run: run, pipeline: row["pipeline"], in: database) }
    }

    private func journal(_ key: Data, _ status: JournalStatus, _ reference: String? = nil) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO journal (key, status, changed, run, reference) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT DO UPDATE SET status = ?2, changed = ?3, run = ?4, reference = ?5
                """
        ).execute(arguments: [key, status.rawValue, now.seconds, run, reference])
    }

    private func remove(_ id: Int) throws {
        try database.cachedStatement(sql: "DELETE FROM sends WHERE id = ?").execute(arguments: [id])
    }

    private func bury(_ row: GRDB.Row, code: String, reason: String) throws {
        let partition = try String.fetchOne(
            try database.cachedStatement(sql: "SELECT id FROM partitions WHERE number = ?"),
            arguments: [row["partition"] as Int]
        )
        let recipient: String = row["recipient"]
        try StateStore.insert(
            DeadLetterDraft(
                key: recipient.isEmpty ? nil : recipient,
                code: code,
                reason: reason,
                origin: row["origin"]
            ),
            run: run,
            pipeline: row["pipeline"],
            partition: partition ?? "",
            at: now,
            in: database
        )
    }
}

extension Books {
    /// Moves one row from pending to where its verdict puts it.
    fileprivate mutating func count(_ verdict: SendVerdict) {
        pending -= 1
        switch verdict {
        case .accepted:
            delivered += 1
            created += 1
        case .refused: deadLettered += 1
        case .skipped(let reason): skipped[reason, default: 0] += 1
        case .inDoubt: inDoubt += 1
        case .waiting: pending += 1
        }
    }
}
