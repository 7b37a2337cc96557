internal import PipelineCore
internal import State

/// The destinations of a run, each with the inbox that its desk works off.
struct Desks: Sendable {
    struct Desk: Sendable {
        let destination: any Destination
        let id: Int
        let inbox: DeskInbox
        /// The attributes that any pipeline maps: what must be known before writing.
        let attributes: Set<String>
        /// What a saved plan approved; nil when anything may be written.
        let approval: Approval?
        /// Ends this desk and the reading for it, with the run or because the destination failed.
        let control = RunControl()
    }

    let all: [Desk]

    private let places: [String: Int]

    /// - Parameter approvals: What a saved plan approved, by the destination's number; nil when there is no plan.
    init(
        _ pipelines: [RunnablePipeline],
        start: RunStart,
        state: StateStore,
        approvals: [Int: Approval]? = nil
    ) async throws {
        var names: [String] = []
        var users: [String: [RunnablePipeline]] = [:]
        for pipeline in pipelines {
            guard case .keyed(let sink) = pipeline.sink else { continue }
            let name = sink.destination.id
            if users[name] == nil { names.append(name) }
            users[name, default: []].append(pipeline)
        }
        var all: [Desk] = []
        for name in names {
            guard let users = users[name], case .keyed(let sink) = users.first?.sink else { continue }
            let id = try await state.destination(name)
            let carried = try await state.pendingCount(destination: id, pipelines: Set(start.pipelines.map(\.id)))
            all.append(
                Desk(
                    destination: sink.destination,
                    id: id,
                    inbox: DeskInbox(carried: carried, readers: approvals == nil ? users.count : 0),
                    attributes: Set(users.flatMap { $0.columns.map(\.name) }),
                    approval: approvals.map { $0[id] ?? Approval(memberships: []) }
                )
            )
        }
        self.all = all
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    /// The desk of a pipeline; nil for sinks without one.
    func desk(of pipeline: RunnablePipeline) -> Desk? {
        guard case .keyed(let sink) = pipeline.sink else { return nil }
        return places[sink.destination.id].map { all[$0] }
    }
}
