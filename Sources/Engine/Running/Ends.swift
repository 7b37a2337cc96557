internal import PipelineCore
internal import State

/// How the parts of a run ended.
struct Ends: Sendable {
    /// By the pipelines' places.
    var readers: [Int: PipelineReader.End] = [:]
    var desks: [DeliveryDesk.End] = []

    /// What stopped the run, or part of it; each once, the gravest first.
    var failures: [ConnectorFailure] {
        var seen: Set<ConnectorFailure> = []
        let inOrder = readers.sorted { $0.key < $1.key }.flatMap(\.value.failures) + desks.compactMap(\.failure)
        return inOrder.filter { seen.insert($0).inserted }
            .enumerated().sorted { ($0.element.gravity, $1.offset) > ($1.element.gravity, $0.offset) }.map(\.element)
    }

    /// How many keys couldn't be delivered now and keep waiting.
    var deferred: Int { desks.reduce(0) { $0 + $1.deferred } }

    /// The run's status (DESIGN.md §5): a signal outranks what is incomplete, a failure outranks a signal.
    func status(isDrained: Bool, books: [Books]) -> RunStatus {
        if !books.allSatisfy(\.close) || !failures.isEmpty { return .failed }
        if isDrained { return .stopped }
        let isIncomplete =
            deferred > 0
            || books.contains { $0.deadLettered + $0.inDoubt > 0 || !$0.partitions.failed.isEmpty }
        return isIncomplete ? .incomplete : .done
    }
}

extension ConnectorFailure {
    /// What a person must do something about comes before what passes by itself.
    fileprivate var gravity: Int {
        switch kind {
        case .unauthorized, .missingScopes, .missingPrerequisite, .permanent: 3
        case .unreachable: 2
        case .exhausted: 1
        case .temporary: 0
        }
    }
}
