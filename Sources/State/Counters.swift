internal import CEL
internal import GRDB
package import PipelineCore

extension StateStore: CounterStore {
    package func counters(account: String, label: String) async throws -> [SavedCounter] {
        try await read { database in
            try GRDB.Row.fetchAll(
                database,
                sql: "SELECT period, start, used FROM counters WHERE account = ? AND label = ?",
                arguments: [account, label]
            ).map {
                SavedCounter(
                    period: $0["period"],
                    start: Timestamp(seconds: $0["start"], nanoseconds: 0),
                    used: $0["used"]
                )
            }
        }
    }

    package func save(_ counters: [SavedCounter], account: String, label: String) async throws {
        try await write { database in
            for counter in counters {
                try database.execute(
                    sql: """
                        INSERT INTO counters (account, label, period, start, used) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT DO UPDATE SET start = excluded.start, used = excluded.used
                        """,
                    arguments: [account, label, counter.period, counter.start.seconds, counter.used]
                )
            }
        }
    }
}
