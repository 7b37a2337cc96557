package import CEL
internal import Foundation
internal import GRDB
package import PipelineCore

/// A dead letter as it is kept.
package struct DeadLetter: Sendable, Hashable {
    package let id: Int
    package let run: Int
    /// The pipeline's name.
    package let pipeline: String
    package let key: String?
    package let code: String
    package let reason: String
    package let origin: String
    /// The record as it was read; empty when only the entry is known.
    package let record: [DeadLetterField]
    /// What would have been delivered; nil when it didn't come to that.
    package let entry: Entry?
    package let created: Timestamp
}

/// Which dead letters are meant.
package enum DeadLetterSelection: Sendable, Hashable {
    /// These numbers.
    case numbers([Int])
    /// Those of one person.
    case of(String)
    /// All of a pipeline, of a kind of trouble, of a run; nil for any.
    case matching(pipeline: String? = nil, code: String? = nil, run: Int? = nil)
}

/// The dead letters of a pipeline, so that reading the same record again doesn't bury it again.
package struct KnownDeadLetters: Sendable, Hashable {
    /// Entries by their keys.
    package let entries: [String: Set<Entry>]
    /// Records of which no entry could be made, with the kind of trouble.
    package let records: Set<Record>

    /// A record and its trouble.
    package struct Record: Sendable, Hashable {
        package let code: String
        package let fields: [DeadLetterField]

        /// Makes a record.
        package init(code: String, fields: [DeadLetterField]) {
            self.code = code
            self.fields = fields
        }
    }

    /// Makes a collection.
    package init(entries: [String: Set<Entry>] = [:], records: Set<Record> = []) {
        self.entries = entries
        self.records = records
    }
}

extension StateStore {
    /// Dead letters; the newest first.
    package func deadLetters(
        _ selection: DeadLetterSelection = .matching(),
        limit: Int
    ) async throws(StateFailure) -> [DeadLetter] {
        try await read { database in
            let (condition, arguments) = selection.condition
            return try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT dead_letters.*, name FROM dead_letters JOIN pipelines ON pipelines.id = pipeline
                    WHERE \(condition) ORDER BY dead_letters.id DESC LIMIT :limit
                    """,
                arguments: arguments + ["limit": limit]
            ).map { try Self.deadLetter($0) }
        }
    }

    /// - Parameter destination: Where the entry was going; nil when there is none.
    static func insert(
        _ letter: DeadLetterDraft,
        run: Int,
        pipeline: Int,
        partition: String,
        destination: Int? = nil,
        at now: Timestamp,
        in database: Database
    ) throws {
        let record =
            letter.record.isEmpty ? nil : String(decoding: try JSONEncoder().encode(letter.record), as: UTF8.self)
        try database.cachedStatement(
            sql: """
                INSERT INTO dead_letters
                  (run, pipeline, partition, destination, origin, key, code, reason, record, entry, created)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run, pipeline, partition, destination, letter.origin, letter.key, letter.code, letter.reason, record,
            try letter.entry.map { Data(try $0.encoded()) }, now.seconds,
        ])
    }

    /// The dead letters of a pipeline, dropped ones too: what a person gave up isn't tried again.
    static func knownDeadLetters(of pipeline: Int, in database: Database) throws -> KnownDeadLetters {
        var entries: [String: Set<Entry>] = [:]
        var records: Set<KnownDeadLetters.Record> = []
        let rows = try GRDB.Row.fetchCursor(
            database,
            sql: "SELECT key, code, record, entry FROM dead_letters WHERE pipeline = ?",
            arguments: [pipeline]
        )
        while let row = try rows.next() {
            if let key: String = row["key"], let blob: Data = row["entry"] {
                entries[key, default: []].insert(try Entry(key: key, encoded: [UInt8](blob)))
            } else if let record = try fields(row["record"]) {
                records.insert(KnownDeadLetters.Record(code: row["code"], fields: record))
            }
        }
        return KnownDeadLetters(entries: entries, records: records)
    }

    private static func deadLetter(_ row: GRDB.Row) throws -> DeadLetter {
        let key: String? = row["key"]
        let blob: Data? = row["entry"]
        return DeadLetter(
            id: row["id"],
            run: row["run"],
            pipeline: row["name"],
            key: key,
            code: row["code"],
            reason: row["reason"],
            origin: row["origin"],
            record: try fields(row["record"]) ?? [],
            entry: try blob.flatMap { blob in try key.map { try Entry(key: $0, encoded: [UInt8](blob)) } },
            created: Timestamp(seconds: row["created"], nanoseconds: 0)
        )
    }

    private static func fields(_ text: String?) throws -> [DeadLetterField]? {
        try text.map { try JSONDecoder().decode([DeadLetterField].self, from: Data($0.utf8)) }
    }
}

extension DeadLetterSelection {
    /// The condition on `dead_letters` joined with `pipelines`.
    var condition: (sql: String, arguments: StatementArguments) {
        switch self {
        case .numbers(let numbers):
            ("dropped = 0 AND dead_letters.id IN (\(numbers.map(String.init).joined(separator: ",")))", [:])
        case .of(let key): ("dropped = 0 AND key = :key", ["key": key])
        case .matching(let pipeline, let code, let run):
            (
                """
                dropped = 0 AND (:pipeline IS NULL OR pipelines.name = :pipeline) AND (:code IS NULL OR code = :code)
                AND (:run IS NULL OR run = :run)
                """, ["pipeline": pipeline, "code": code, "run": run]
            )
        }
    }
}
