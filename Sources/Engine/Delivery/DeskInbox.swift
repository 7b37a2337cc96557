internal import Synchronization

/// What the readers tell the desk: how much arrived, and when no more will.
final class DeskInbox: Sendable {
    private struct State {
        var arrived: Int
        var isReading = true
    }

    private let state: Mutex<State>
    let signal = Signal()

    /// - Parameter carried: Rows that earlier runs left.
    init(carried: Int) {
        state = Mutex(State(arrived: carried))
    }

    /// Rows were put into the outbox.
    func add(_ count: Int) {
        guard count > 0 else { return }
        state.withLock { $0.arrived += count }
        signal.fire()
    }

    /// No more rows will come.
    func finish() {
        state.withLock { $0.isReading = false }
        signal.fire()
    }

    /// All rows that ever arrived.
    var arrived: Int { state.withLock { $0.arrived } }

    /// Whether more may come.
    var isReading: Bool { state.withLock { $0.isReading } }
}
