internal import PipelineCore
internal import State
internal import Synchronization

/// Takes a partition's records through the stages to the sink's door, counting what becomes of each.
///
/// What is taken counts only once the partition was read to its end. Until then entries beyond a first lot are set aside on disk,
/// and rows for files are held back.
final class Intake: Sendable {
    /// Entries, or rows for files, held in memory for one partition.
    static let held = 2_000

    /// What a partition brought.
    struct Taken: Sendable {
        var entries: [OutboxDraft] = []
        var sends: [SendDraft] = []
        var spool: Spool?
        var deadLetters: [DeadLetterDraft] = []
        /// Rows of known people that came no further than the stages.
        var history: [HistoryDraft] = []
        var books = Books()
        /// Rows for a file that aren't written yet.
        var rows: [Row] = []
        /// Whether rows were written: the file has them, whatever becomes of the partition.
        var isWritten = false
    }

    private let runner: StageRunner
    private let sink: Sink
    private let identifiesInstances: Bool
    private let precedents: Precedents
    private let state: StateStore
    private let taken = Mutex(Taken())

    init(runner: StageRunner, sink: Sink, identifiesInstances: Bool, precedents: Precedents, state: StateStore) {
        self.runner = runner
        self.sink = sink
        self.identifiesInstances = identifiesInstances
        self.precedents = precedents
        self.state = state
    }

    /// Takes records; when it returns there is room for more.
    func take(_ records: [Record]) async throws {
        switch sink {
        case .keyed(let sink):
            taken.withLock { taken in
                taken.entries.reserveCapacity(taken.entries.count + records.count)
                for record in records { take(record, for: sink, into: &taken) }
            }
            try await spool()
        case .sends(let sink):
            taken.withLock { taken in
                for record in records { take(record, for: sink, into: &taken) }
            }
            try await spoolSends()
        case .rows(let sink):
            taken.withLock { taken in
                for record in records {
                    if let row = row(of: record, into: &taken) { taken.rows.append(row) }
                }
            }
            try await write(to: sink, above: Self.held)
        }
    }

    /// All that was taken; rows for files are written.
    func finish() async throws -> Taken {
        if case .rows(let sink) = sink { try await write(to: sink, above: 0) }
        return taken.withLock { $0 }
    }

    /// Throws away what isn't final.
    ///
    /// - Returns: The books of rows that a file has already; nil when there are none.
    func discard() async throws -> Books? {
        let taken = taken.withLock { $0 }
        if let spool = taken.spool { try await state.discard(spool) }
        guard taken.isWritten else { return nil }
        var books = Books()
        books.delivered = taken.books.delivered
        books.created = taken.books.created
        books.rows = books.delivered
        return books
    }

    private func spool() async throws {
        let (entries, open) = taken.withLock { taken -> ([OutboxDraft], Spool?) in
            guard taken.entries.count > Self.held else { return ([], nil) }
            defer { taken.entries = [] }
            return (taken.entries, taken.spool)
        }
        guard !entries.isEmpty else { return }
        let spool: Spool
        if let open { spool = open } else { spool = try await state.beginSpool() }
        taken.withLock { $0.spool = spool }
        try await state.add(entries, to: spool)
    }

    private func spoolSends() async throws {
        let (drafts, open) = taken.withLock { taken -> ([SendDraft], Spool?) in
            guard taken.sends.count > Self.held else { return ([], nil) }
            defer { taken.sends = [] }
            return (taken.sends, taken.spool)
        }
        guard !drafts.isEmpty else { return }
        let spool: Spool
        if let open { spool = open } else { spool = try await state.beginSpool() }
        taken.withLock { $0.spool = spool }
        try await state.add(drafts, to: spool)
    }

    private func write(to sink: any RowSink, above limit: Int) async throws {
        let rows = taken.withLock { taken -> [Row] in
            guard taken.rows.count > limit else { return [] }
            taken.books.delivered += taken.rows.count
            taken.books.created += taken.rows.count
            taken.isWritten = true
            defer { taken.rows = [] }
            return taken.rows
        }
        if !rows.isEmpty { try await sink.write(rows) }
    }

    private func row(of record: Record, into taken: inout Taken) -> Row? {
        switch runner.run(record) {
        case .row(let row): return row
        case .filtered(let text):
            taken.books.filtered += 1
            note(.filtered(by: text), of: record, into: &taken)
            return nil
        case .failed(let expression, let message):
            bury(code: "expression-failed", reason: "`\(expression)`: \(message)", of: record, into: &taken)
            return nil
        }
    }

    private func take(_ record: Record, for sink: any KeyedSink, into taken: inout Taken) {
        guard let row = row(of: record, into: &taken) else { return }
        switch sink.prepare(row) {
        case .entry(let entry):
            if let reason = precedents.objection(to: entry) {
                taken.books.skipped[reason, default: 0] += 1
            } else {
                taken.entries.append(OutboxDraft(entry: entry, origin: record.origin))
            }
        case .skip(let reason):
            skip(reason, record, into: &taken)
        case .reject(let code, let reason):
            bury(code: code, reason: reason, of: record, into: &taken)
        }
    }

    private func take(_ record: Record, for sink: any SendSink, into taken: inout Taken) {
        var record = record
        // What only numbers a file's lines doesn't make an occasion.
        if !identifiesInstances { record.moment = Moment(asOf: record.moment.asOf, rank: record.moment.rank) }
        guard let row = row(of: record, into: &taken) else { return }
        switch sink.prepare(row) {
        case .send(let send) where precedents.forgotten.contains(send.recipient):
            taken.books.skipped["forgotten", default: 0] += 1
        case .send(let send):
            taken.sends.append(SendDraft(send: send, origin: record.origin))
        case .skip(let reason):
            skip(reason, record, into: &taken)
        case .reject(let code, let reason):
            bury(code: code, reason: reason, of: record, into: &taken)
        }
    }

    private func skip(_ reason: String, _ record: Record, into taken: inout Taken) {
        taken.books.skipped[reason, default: 0] += 1
        note(.skipped(reason: reason), of: record, into: &taken)
    }

    private func bury(code: String, reason: String, of record: Record, into taken: inout Taken) {
        let fields = precedents.fields(of: record)
        if precedents.deadLetters.records.contains(KnownDeadLetters.Record(code: code, fields: fields)) {
            taken.books.skipped["dead_letter", default: 0] += 1
            return
        }
        taken.books.deadLettered += 1
        taken.deadLetters.append(
            DeadLetterDraft(key: nil, code: code, reason: reason, origin: record.origin, record: fields)
        )
    }

    /// Remembers what became of a person's row, for `explain`.
    private func note(_ fate: HistoryRow.Fate, of record: Record, into taken: inout Taken) {
        guard let key = precedents.person(of: record), !precedents.forgotten.contains(key) else { return }
        taken.history.append(
            HistoryDraft(key: key, origin: record.origin, asOf: record.moment.asOf, fate: fate)
        )
    }
}
