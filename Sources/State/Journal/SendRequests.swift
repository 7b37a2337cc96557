package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A request that was recorded before it was made, and isn't concluded.
package struct RecordedRequest: Sendable, Hashable {
    /// Its number in the state.
    package let id: Int

    /// When it was made first.
    package let made: Timestamp

    /// What identifies it to the service.
    package let token: String

    /// The body, the same at every try.
    package let body: [UInt8]

    /// How many sends the body holds.
    package let count: Int

    /// Those of them that are undecided, by their places in the body.
    package let sends: [Int: QueuedSend]

    /// Whether these are in doubt already: only looking them up can change that.
    package let isInDoubt: Bool

    /// As the sender takes it.
    package func request(isRepeat: Bool) -> SendRequest {
        SendRequest(
            body: body,
            token: token,
            count: count,
            sends: sends.mapValues(\.send),
            made: made,
            isRepeat: isRepeat
        )
    }
}

extension StateStore {
    /// Records that a request is about to be made: it has reached the disk when this returns.
    ///
    /// - Throws: ``StateFailure``, when one of its sends isn't waiting any more: then nothing may be sent.
    package func intend(
        _ sends: [QueuedSend],
        body: [UInt8],
        token: String,
        destination: Int,
        run: Int,
        at now: Timestamp
    ) async throws(StateFailure) -> RecordedRequest {
        let id = try await writeDurably { database in
            try database.execute(
                sql: "INSERT INTO send_requests (destination, token, body, count, made) VALUES (?, ?, ?, ?, ?)",
                arguments: [destination, token, Data(body), sends.count, now.seconds]
            )
            let id = Int(database.lastInsertedRowID)
            for (place, send) in sends.enumerated() {
                try Self.intend(send, request: id, place: place, run: run, at: now, in: database)
            }
            return id
        }
        let places = Dictionary(uniqueKeysWithValues: sends.enumerated().map { ($0.offset, $0.element) })
        return RecordedRequest(
            id: id,
            made: now,
            token: token,
            body: body,
            count: sends.count,
            sends: places,
            isInDoubt: false
        )
    }

    private static func intend(
        _ send: QueuedSend,
        request: Int,
        place: Int,
        run: Int,
        at now: Timestamp,
        in database: Database
    ) throws {
        let update = try database.cachedStatement(
            sql: """
                UPDATE sends SET status = ?, request = ?, place = ?, since = ? WHERE id = ? AND status IN (?, ?)
                RETURNING key
                """
        )
        let key = try Data.fetchOne(
            update,
            arguments: [
                QueueStatus.underWay.rawValue, request, place, now.seconds, send.id,
                QueueStatus.waiting.rawValue, QueueStatus.resent.rawValue,
            ]
        )
        let insert = try database.cachedStatement(
            sql: """
                INSERT INTO journal (key, status, changed, run) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT DO UPDATE SET status = ?2, changed = ?3, run = ?4 WHERE status IN (?5, ?6)
                """
        )
        if let key {
            try insert.execute(arguments: [
                key, JournalStatus.intended.rawValue, now.seconds, run, JournalStatus.baseline.rawValue,
                JournalStatus.refused.rawValue,
            ])
        }
        guard key != nil, database.changesCount > 0 else {
            throw StateFailure(
                .other,
                "the journal has an entry for what was about to be sent; nothing was sent",
                remedy: "run again; if it stays, look at `pipeline deliveries in-doubt`"
            )
        }
    }

    /// The requests that earlier runs made, or were about to make, whose outcome isn't known.
    package func openRequests(destination: Int) async throws(StateFailure) -> [RecordedRequest] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: "SELECT * FROM send_requests WHERE destination = ? ORDER BY id",
                arguments: [destination]
            ).map { row in
                let id: Int = row["id"]
                let body: Data = row["body"]
                let sends = try GRDB.Row.fetchAll(
                    database,
                    sql: "SELECT id, pipeline, recipient, send, place, status FROM sends WHERE request = ?",
                    arguments: [id]
                )
                return RecordedRequest(
                    id: id,
                    made: Timestamp(seconds: row["made"], nanoseconds: 0),
                    token: row["token"],
                    body: [UInt8](body),
                    count: row["count"],
                    sends: Dictionary(try sends.map { ($0["place"], try QueuedSend($0)) }) { first, _ in first },
                    isInDoubt: sends.allSatisfy { $0["status"] == QueueStatus.inDoubt.rawValue }
                )
            }
        }
    }
}
