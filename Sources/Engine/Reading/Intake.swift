internal import PipelineCore
internal import State
internal import Synchronization

/// Takes a partition's records through the stages to the sink's door, counting what becomes of each.
final class Intake: Sendable {
    /// What a partition brought.
    struct Taken: Sendable {
        var entries: [OutboxDraft] = []
        var deadLetters: [DeadLetterDraft] = []
        var books = Books()
    }

    private let runner: StageRunner
    private let sink: Sink
    private let taken = Mutex(Taken())

    init(runner: StageRunner, sink: Sink) {
        self.runner = runner
        self.sink = sink
    }

    /// Takes records; rows for files are written before it returns.
    func take(_ records: [Record]) async throws {
        switch sink {
        case .keyed(let sink):
            taken.withLock { taken in
                taken.entries.reserveCapacity(taken.entries.count + records.count)
                for record in records { take(record, for: sink, into: &taken) }
            }
        case .rows(let sink):
            let rows = taken.withLock { taken in
                var rows: [Row] = []
                for record in records {
                    if let row = row(of: record, into: &taken) { rows.append(row) }
                }
                taken.books.delivered += rows.count
                taken.books.created += rows.count
                return rows
            }
            if !rows.isEmpty { try await sink.write(rows) }
        }
    }

    /// All that was taken.
    func finish() async throws -> Taken {
        taken.withLock { $0 }
    }

    private func row(of record: Record, into taken: inout Taken) -> Row? {
        switch runner.run(record) {
        case .row(let row): return row
        case .filtered:
            taken.books.filtered += 1
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
            taken.entries.append(OutboxDraft(entry: entry, origin: record.origin))
        case .skip(let reason):
            taken.books.skipped[reason, default: 0] += 1
        case .reject(let code, let reason):
            bury(code: code, reason: reason, of: record, into: &taken)
        }
    }

    private func bury(code: String, reason: String, of record: Record, into taken: inout Taken) {
        taken.books.deadLettered += 1
        taken.deadLetters.append(DeadLetterDraft(key: nil, code: code, reason: reason, origin: record.origin))
    }
}
