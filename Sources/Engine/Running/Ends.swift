internal import PipelineCore
internal import State

/// How the parts of a run ended.
struct Ends: Sendable {
    var readers: [PipelineReader.End] = []
    var desks: [DeliveryDesk.End] = []

    /// What stopped the run, or part of it; each once.
    var failures: [ConnectorFailure] {
        var seen: Set<ConnectorFailure> = []
        return (readers.flatMap(\.failures) + desks.compactMap(\.failure)).filter { seen.insert($0).inserted }
    }

    /// The run's status, before the books are looked at.
    func status(isDrained: Bool) -> RunStatus {
        if !failures.isEmpty || desks.contains(where: { $0.deferred > 0 }) { return .failed }
        return isDrained ? .stopped : .done
    }
}
