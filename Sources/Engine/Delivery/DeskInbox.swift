internal import Synchronization

/// What the readers tell the desk: how much arrived, and when no more will.
final class DeskInbox: Sendable {
    private struct State {
        var arrived: Int
        var readers: Int
    }

    private let state: Mutex<State>
    let signal = Signal()

    /// - Parameters:
    ///   - carried: Rows that earlier runs left.
    ///   - readers: The pipelines that put rows in.
    init(carried: Int, readers: Int) {
        state = Mutex(State(arrived: carried, readers: readers))
    }

    /// Rows were put into the outbox.
    func add(_ count: Int) {
        guard count > 0 else { return }
        state.withLock { $0.arrived += count }
        signal.fire()
    }

    /// One pipeline is read.
    func finish() {
        state.withLock { $0.readers -= 1 }
        signal.fire()
    }

    /// All rows that ever arrived.
    var arrived: Int { state.withLock { $0.arrived } }

    /// Whether more may come.
    var isReading: Bool { state.withLock { $0.readers > 0 } }
}
