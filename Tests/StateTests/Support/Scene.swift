import CEL
import PipelineCore
import State

/// A state with one run of one pipeline begun.
struct Scene {
    static let identity = PipelineIdentity(name: "attendees", fingerprint: "f1")

    let folder: TemporaryFolder
    let state: StateStore
    let start: RunStart
    let destination: Int

    init() async throws {
        folder = try TemporaryFolder()
        state = try StateStore(path: folder.file("state.db"))
        start = try await state.beginRun(command: "apply", at: .at(0), pipelines: [Self.identity])
        destination = try await state.destination("brevo")
    }

    var pipeline: Int { start.pipelines[0].id }

    /// Absorbs a partition with a row for each key.
    @discardableResult
    func absorb(
        _ partition: String,
        keys: [String],
        standing: Standing = .read,
        isReadEachRun: Bool = false,
        spool: Spool? = nil
    ) async throws -> Int {
        var books = Books()
        books.rows = keys.count
        books.partitions.due = 1
        books.partitions.read = 1
        let absorption = Absorption(
            run: start.run,
            pipeline: pipeline,
            partition: Partition(id: partition, title: "P", isReadEachRun: isReadEachRun),
            standing: standing,
            entries: keys.map { .row($0) },
            destination: destination,
            spool: spool,
            books: books
        )
        return try await state.absorb(absorption, at: .at(1))
    }

    func page(after: Int = 0, limit: Int = 100, excluding: Set<String> = []) async throws -> OutboxPage {
        try await state.outboxPage(
            destination: destination,
            pipelines: [pipeline],
            after: after,
            limit: limit,
            excluding: excluding,
            withSnapshot: false
        )
    }

    /// Settles everything that waits for some keys.
    func settle(_ keys: [PendingKey], _ verdict: Verdict, ledger: LedgerEntry? = nil) async throws {
        try await state.settle(
            keys.map { $0.settled(verdict, ledger: ledger) },
            destination: destination,
            run: start.run,
            at: .at(2)
        )
    }

    func books() async throws -> Books { try await state.books(of: start.run)[Self.identity.name] ?? Books() }

    func isRead(_ partition: String) async throws -> Bool { try await state.isRead(partition, of: pipeline) }

    /// What the next run finds.
    func nextRun(_ fingerprint: String = "f1") async throws -> PipelineStart {
        let identity = PipelineIdentity(name: Self.identity.name, fingerprint: fingerprint)
        return try await state.beginRun(command: "apply", at: .at(10), pipelines: [identity]).pipelines[0]
    }
}

extension PendingKey {
    func settled(_ verdict: Verdict, ledger: LedgerEntry? = nil) -> SettledKey {
        SettledKey(
            key: key,
            entries: entries.map {
                SettledEntry(id: $0.id, pipeline: $0.pipeline, partition: $0.partition, verdict: verdict)
            },
            ledger: ledger
        )
    }
}

extension OutboxDraft {
    static func row(_ key: String, _ value: Value = .string("x")) -> OutboxDraft {
        OutboxDraft(
            entry: Entry(
                key: key,
                assignments: [Assignment(name: "FIRSTNAME", value: value)],
                memberships: [16],
                moment: Moment(asOf: .at(0))
            ),
            origin: "“Spring demo”"
        )
    }
}

extension Timestamp {
    static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds, nanoseconds: 0) }
}
