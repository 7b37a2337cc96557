package import PipelineCore
internal import Synchronization

/// What a run has done so far, for whoever shows it.
package final class ProgressBoard: Sendable {
    /// One pipeline's progress.
    package struct Line: Sendable, Hashable {
        /// The pipeline's name.
        package let name: String
        /// Partitions found so far that are read in this run.
        package var found = 0
        /// Partitions read, or given up.
        package var done = 0
        /// Whether all partitions are found.
        package var isListed = false
        /// The books so far; rows that earlier runs had left count as read and as pending.
        package var books = Books()
    }

    private struct State {
        var lines: [Line]
        var notices: [Notice] = []
        var seen: Set<String> = []
        var held: [String] = []
    }

    private let state: Mutex<State>

    /// A board with a line for each pipeline.
    package init(pipelines: [String]) {
        state = Mutex(State(lines: pipelines.map { Line(name: $0) }))
    }

    /// All lines, in the order of the pipelines.
    package var lines: [Line] { state.withLock { $0.lines } }

    /// What people should know, each once.
    package var notices: [Notice] { state.withLock { $0.notices } }

    /// Keys that were changed in the service since a saved plan was made.
    var held: [String] { state.withLock { $0.held.sorted() } }

    func hold(_ key: String) { state.withLock { $0.held.append(key) } }

    func update(_ index: Int, _ change: (inout Line) -> Void) {
        state.withLock { change(&$0.lines[index]) }
    }

    func add(_ notices: [Notice]) {
        state.withLock { state in
            for notice in notices where state.seen.insert(notice.code + "\u{0}" + notice.subject).inserted {
                state.notices.append(notice)
            }
        }
    }
}
