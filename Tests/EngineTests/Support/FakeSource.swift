import CEL
import PipelineCore
import Synchronization

/// A source in memory: partitions of rows, each with how its reading ends.
final class FakeSource: Source {
    /// A partition and what reading it gives.
    struct Script: Sendable {
        var partition: Partition
        var rows: [Record]
        var readiness = Readiness.final
        var failure: ConnectorFailure?
        var merged = 0
        var skipped: [String: Int] = [:]

        init(_ id: String, _ rows: [Record], closed: Timestamp? = nil, isReadEachRun: Bool = false) {
            partition = Partition(id: id, title: id, closed: closed, isReadEachRun: isReadEachRun)
            self.rows = rows
        }
    }

    private struct State {
        var scripts: [Script]
        var listing: ConnectorFailure?
        var read: [String] = []
        var windows: [Window] = []
        var onRead: (@Sendable (String) async throws -> Void)?
    }

    let crash: Crash
    private let state: Mutex<State>

    init(_ scripts: [Script], crash: Crash = Crash()) {
        self.crash = crash
        state = Mutex(State(scripts: scripts))
    }

    /// The partitions that were read, in order.
    var read: [String] { state.withLock { $0.read } }
    var windows: [Window] { state.withLock { $0.windows } }

    func change(_ id: String, _ body: @Sendable (inout Script) -> Void) {
        state.withLock { state in
            for place in state.scripts.indices where state.scripts[place].partition.id == id {
                body(&state.scripts[place])
            }
        }
    }

    func add(_ script: Script) { state.withLock { $0.scripts.append(script) } }

    func failListing(_ failure: ConnectorFailure?) { state.withLock { $0.listing = failure } }

    func onRead(_ body: @escaping @Sendable (String) async throws -> Void) { state.withLock { $0.onRead = body } }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try crash.call { state.withLock { $0.windows.append(window) } }
        for script in state.withLock({ $0.scripts }) { try await found(script.partition) }
        if let failure = state.withLock({ $0.listing }) { throw failure }
        return []
    }

    func discover(
        _ focus: Focus,
        in window: Window,
        found: @Sendable (Partition) async throws -> Void
    ) async throws -> [Notice] {
        for script in state.withLock({ $0.scripts }) where script.partition.id == focus.id {
            try await found(script.partition)
        }
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let (script, onRead) = try crash.call {
            state.withLock { state in
                state.read.append(partition.id)
                return (state.scripts.first { $0.partition.id == partition.id }, state.onRead)
            }
        }
        try await onRead?(partition.id)
        try Task.checkCancellation()
        guard let script else { throw ConnectorFailure(.permanent, "no partition \(partition.id)") }
        for start in stride(from: 0, to: script.rows.count, by: 3) {
            try await emit(Array(script.rows[start..<min(start + 3, script.rows.count)]))
        }
        if let failure = script.failure { throw failure }
        let skipped = script.skipped.values.reduce(0, +)
        return Reading(
            rows: script.rows.count + script.merged + skipped,
            merged: script.merged,
            skipped: script.skipped,
            readiness: script.readiness
        )
    }
}

/// A record of two fields: an email and a value.
func record(_ email: String, _ value: Value, at seconds: Int64, _ rank: Moment.Rank = .registered) -> Record {
    Record(slots: [.string(email), value], moment: Moment(asOf: .at(seconds), rank: rank), origin: "origin")
}
