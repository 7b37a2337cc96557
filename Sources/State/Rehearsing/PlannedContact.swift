internal import Foundation
internal import GRDB

/// What a rehearsal decided for one entity.
package struct PlannedContact: Sendable, Hashable {
    /// The destination's number, and the normalised key.
    package let destination: Int
    package let key: String

    /// What would be written; nil when nothing would.
    package let change: EntityChange?

    /// What became of its rows.
    package let rows: [Row]

    /// A row's pipeline and verdict.
    package struct Row: Sendable, Hashable {
        /// The pipeline's number.
        package let pipeline: Int

        /// Why it would be left out; nil when it wouldn't.
        package let skipped: String?

        /// Whether it is one of those because of which something would be written.
        package let isDelivered: Bool
    }

    /// What would be done to the entity as a whole.
    package enum Action: String, Sendable, Hashable, CaseIterable {
        case create
        case update
        case unchanged
        case skip
    }

    /// What would be done to the entity as a whole.
    package var action: Action {
        if let change { return change.creates ? .create : .update }
        return rows.contains { $0.skipped == nil } ? .unchanged : .skip
    }

    /// What one pipeline would do to it; nil when it has no row of it.
    package func action(of pipeline: Int) -> Action? {
        let own = rows.filter { $0.pipeline == pipeline }
        if let change, change.pipelines.contains(pipeline) { return change.creates ? .create : .update }
        guard !own.isEmpty else { return nil }
        return own.contains { $0.skipped == nil } ? .unchanged : .skip
    }
}

extension StateStore {
    /// Prepares the rehearsed rows for being read by entity, once the rehearsal is over.
    package func endRehearsal() async throws(StateFailure) {
        try await write { database in
            try database.execute(
                sql: "CREATE INDEX IF NOT EXISTS rehearsed_by_key ON rehearsed (destination, key)"
            )
        }
    }

    /// What a rehearsal decided, entity by entity, in the order of keys.
    ///
    /// - Parameter last: The last entity of the page before; nil for the first page.
    package func plannedContacts(
        run: Int,
        after last: PlannedContact? = nil,
        limit: Int
    ) async throws(StateFailure) -> [PlannedContact] {
        try await read { try PlannedContact.page(run: run, after: last, limit: limit, in: $0) }
    }
}

extension PlannedContact {
    static func page(run: Int, after last: PlannedContact?, limit: Int, in database: Database) throws -> [Self] {
        let statement = try database.cachedStatement(
            sql: """
                SELECT destination, key, pipeline, verdict, reason FROM rehearsed
                WHERE (destination, key) > (?1, ?2) AND verdict != \(RehearsedVerdict.pending.rawValue)
                ORDER BY destination, key
                """
        )
        let changes = try database.cachedStatement(
            sql: "SELECT change FROM changes WHERE run = ? AND key = ? AND destination = ? ORDER BY id"
        )
        let rows = try GRDB.Row.fetchCursor(statement, arguments: [last?.destination ?? 0, last?.key ?? ""])
        var page: [Self] = []
        var open: (destination: Int, key: String, rows: [Row])?
        func close() throws {
            guard let ended = open else { return }
            let blobs = try Data.fetchAll(changes, arguments: [run, ended.key, ended.destination])
            let change = try blobs.map { try EntityChange(key: ended.key, encoded: [UInt8]($0)) }
                .reduce(nil as EntityChange?) { $0?.followed(by: $1) ?? $1 }
            page.append(Self(destination: ended.destination, key: ended.key, change: change, rows: ended.rows))
        }
        while let row = try rows.next() {
            let (destination, key): (Int, String) = (row[0], row[1])
            if open.map({ $0.destination != destination || $0.key != key }) ?? true {
                try close()
                open = nil
                if page.count == limit { break }
                open = (destination, key, [])
            }
            let verdict = RehearsedVerdict(rawValue: row[3]) ?? .unchanged
            let reason: String = row[4]
            open?.rows.append(
                Row(
                    pipeline: row[2],
                    skipped: verdict == .skipped || verdict == .deadLettered ? reason : nil,
                    isDelivered: verdict == .created || verdict == .updated
                )
            )
        }
        if open != nil { try close() }
        return page
    }
}
