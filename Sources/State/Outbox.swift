internal import Foundation
internal import GRDB
package import PipelineCore

/// An entry that waits in the outbox.
package struct PendingEntry: Sendable, Hashable {
    /// The row's number in the outbox: later rows have greater ones.
    package let id: Int
    /// The pipeline's number, and that of the partition it came from.
    package let pipeline: Int
    package let partition: Int
    package let entry: Entry

    /// Makes a pending entry.
    package init(id: Int, pipeline: Int, partition: Int, entry: Entry) {
        self.id = id
        self.pipeline = pipeline
        self.partition = partition
        self.entry = entry
    }
}

/// All that waits for one entity, with what is known of it.
package struct PendingKey: Sendable, Hashable {
    package let key: String
    /// In the order of arrival.
    package let entries: [PendingEntry]
    /// What was delivered to it before.
    package let ledger: LedgerEntry?
    /// What the snapshot says; nil when it has no such entity, or none was asked for.
    package let existing: Existing?

    /// Makes a pending key.
    package init(key: String, entries: [PendingEntry], ledger: LedgerEntry?, existing: Existing?) {
        self.key = key
        self.entries = entries
        self.ledger = ledger
        self.existing = existing
    }
}

/// One step of going through the outbox in the order of arrival.
package struct OutboxPage: Sendable, Hashable {
    /// The keys met, each with everything that waits for it.
    package let keys: [PendingKey]
    /// Keys met that were excluded; each once.
    package let passed: Set<String>
    /// The number of the last row met: where the next step begins.
    package let last: Int
    /// Whether no rows are behind it.
    package let isEnd: Bool

    /// Makes a page.
    package init(keys: [PendingKey], passed: Set<String>, last: Int, isEnd: Bool) {
        self.keys = keys
        self.passed = passed
        self.last = last
        self.isEnd = isEnd
    }
}

extension StateStore {
    /// About so many rows are in memory at once, however many wait for one key.
    private static let rowsAtOnce = 1_000

    /// The keys of the rows after number `after`, without those in `excluded`: at most `limit`, and no more once as many rows wait
    /// for them as ``rowsAtOnce``.
    ///
    /// Only entries of `pipelines` count: those of pipelines that aren't run now keep waiting.
    package func outboxPage(
        destination: Int,
        pipelines: Set<Int>,
        after: Int,
        limit: Int,
        excluding excluded: Set<String>,
        withSnapshot: Bool
    ) async throws(StateFailure) -> OutboxPage {
        try await read { database in
            var loader = try KeyLoader(database, destination, pipelines, withSnapshot: withSnapshot)
            // The plus keeps SQLite on the rows' own order (https://www.sqlite.org/optoverview.html#disqualifying_where_clause_terms_using_unary_).
            let statement = try database.cachedStatement(
                sql: "SELECT id, key, pipeline FROM outbox WHERE id > ? AND +destination = ? ORDER BY id"
            )
            let rows = try GRDB.Row.fetchCursor(statement, arguments: [after, destination])
            var keys: [PendingKey] = []
            var met: Set<String> = []
            var passed: Set<String> = []
            var last = after
            var count = 0
            while keys.count < limit, count < Self.rowsAtOnce {
                guard let row = try rows.next() else {
                    return OutboxPage(keys: keys, passed: passed, last: last, isEnd: true)
                }
                last = row[0]
                guard pipelines.contains(row[2]) else { continue }
                let key: String = row[1]
                if excluded.contains(key) {
                    passed.insert(key)
                } else if met.insert(key).inserted, let pending = try loader.load(key) {
                    keys.append(pending)
                    count += pending.entries.count
                }
            }
            return OutboxPage(keys: keys, passed: passed, last: last, isEnd: false)
        }
    }

    /// What waits for these keys, in their order; those for which nothing waits are left out.
    package func pending(
        _ keys: [String],
        destination: Int,
        pipelines: Set<Int>,
        withSnapshot: Bool
    ) async throws(StateFailure) -> [PendingKey] {
        try await read { database in
            var loader = try KeyLoader(database, destination, pipelines, withSnapshot: withSnapshot)
            return try keys.compactMap { try loader.load($0) }
        }
    }

    /// The number of entries that wait for a destination.
    package func pendingCount(destination: Int, pipelines: Set<Int>) async throws(StateFailure) -> Int {
        try await read { database in
            let list = pipelines.map(String.init).joined(separator: ",")
            return try Int.fetchOne(
                database,
                sql: "SELECT COUNT(*) FROM outbox WHERE destination = ? AND pipeline IN (\(list))",
                arguments: [destination]
            ) ?? 0
        }
    }
}

/// Loads keys one after another with statements prepared once.
private struct KeyLoader {
    private let destination: Int
    private let pipelines: Set<Int>
    private let entries: Statement
    /// Nil when nothing was delivered to the destination yet.
    private let ledger: Statement?
    private let existing: Statement?

    init(_ database: Database, _ destination: Int, _ pipelines: Set<Int>, withSnapshot: Bool) throws {
        self.destination = destination
        self.pipelines = pipelines
        entries = try database.cachedStatement(
            sql: "SELECT id, pipeline, partition, entry FROM outbox WHERE destination = ? AND key = ? ORDER BY id"
        )
        let hasLedger = try Bool.fetchOne(
            try database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM ledger WHERE destination = ?)"),
            arguments: [destination]
        )
        ledger =
            hasLedger == true
            ? try database.cachedStatement(sql: "SELECT entry FROM ledger WHERE destination = ? AND key = ?") : nil
        existing = withSnapshot ? try StateStore.existingStatement(database) : nil
    }

    mutating func load(_ key: String) throws -> PendingKey? {
        let rows = try GRDB.Row.fetchCursor(entries, arguments: [destination, key])
        var pending: [PendingEntry] = []
        while let row = try rows.next() {
            let pipeline: Int = row[1]
            guard pipelines.contains(pipeline) else { continue }
            let entry = try row.withUnsafeData(atIndex: 3) { try Entry(key: key, encoded: [UInt8]($0 ?? Data())) }
            pending.append(PendingEntry(id: row[0], pipeline: pipeline, partition: row[2], entry: entry))
        }
        guard !pending.isEmpty else { return nil }
        return PendingKey(
            key: key,
            entries: pending,
            ledger: try ledger.flatMap { try Self.blob($0, [destination, key]) }.map { try LedgerEntry(encoded: $0) },
            existing: try existing.flatMap { try Self.blob($0, [destination, key]) }
                .map { try Existing(key: key, encoded: $0) }
        )
    }

    private static func blob(_ statement: Statement, _ arguments: StatementArguments) throws -> [UInt8]? {
        try Data.fetchOne(statement, arguments: arguments).map { [UInt8]($0) }
    }
}
