import CEL
import Foundation
import PipelineCore
import State
import Synchronization
import Testing

@testable import Engine

/// A state file, and runs on it; the clock stands still unless it is moved.
final class World: Sendable {
    let path: String
    private let folder: String
    private let surroundings = Surroundings()

    private final class Surroundings: Sendable {
        let seconds = Mutex<Int64>(1_000_000)
        let control = Mutex(RunControl())
        let board = Mutex(ProgressBoard(pipelines: []))
    }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("engine-\(UUID().uuidString)").path
        path = folder + "/state.db"
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    var now: Timestamp { .at(surroundings.seconds.withLock { $0 }) }

    func pass(hours: Int64) { pass(seconds: hours * 3_600) }

    func pass(seconds: Int64) { surroundings.seconds.withLock { $0 += seconds } }

    /// The next run's control.
    var control: RunControl { surroundings.control.withLock { $0 } }

    /// The board of the run at hand, or the last one.
    var board: ProgressBoard { surroundings.board.withLock { $0 } }

    /// Runs pipelines with a state opened anew, as a new process would.
    @discardableResult
    func run(_ pipelines: RunnablePipeline..., since: Int? = nil, backfill: Int? = nil) async throws -> RunReport {
        try await run(pipelines, since: since, backfill: backfill)
    }

    @discardableResult
    func run(
        _ pipelines: [RunnablePipeline],
        since: Int? = nil,
        backfill: Int? = nil,
        focuses: [String: [Focus]] = [:]
    ) async throws -> RunReport {
        let state = try StateStore(path: path)
        defer { try? state.close() }
        let surroundings = surroundings
        let engine = Engine(
            state: state,
            control: control,
            now: { .at(surroundings.seconds.withLock { $0 }) },
            elapsed: { 0 }
        )
        defer { surroundings.control.withLock { $0 = RunControl() } }
        let board = ProgressBoard(pipelines: pipelines.map(\.identity.name))
        surroundings.board.withLock { $0 = board }
        let report = try await engine.run(
            pipelines,
            command: "apply",
            since: since,
            backfill: backfill,
            focuses: focuses,
            board: board
        ) { "{}" }
        #expect(report.booksClose)
        #expect(report.pipelines.map(\.books) == board.lines.map(\.books))
        return report
    }

    func state() throws -> StateStore { try StateStore(path: path) }
}

extension RunnablePipeline {
    /// A pipeline from a fake source to a fake service.
    static func fake(
        _ name: String = "attendees",
        fingerprint: String = "f1",
        from source: FakeSource,
        to service: FakeService,
        lists: [Int] = [16],
        attribute: String = "A",
        write: WriteMode = .always,
        stages: [Stage] = []
    ) -> RunnablePipeline {
        let columns = [
            RowColumn(name: "email", type: .string), RowColumn(name: attribute, type: .dyn, write: write),
        ]
        return RunnablePipeline(
            identity: PipelineIdentity(name: name, fingerprint: fingerprint),
            source: source,
            since: 3_600,
            stages: stages,
            columns: columns,
            sink: .keyed(FakeSink(service: service, memberships: lists, columns: columns))
        )
    }
}

extension RunReport {
    /// The first pipeline's books.
    var books: Books { pipelines.first?.books ?? Books() }
}
