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
    }

    let all: [Desk]

    private let places: [String: Int]

    init(_ pipelines: [RunnablePipeline], start: RunStart, state: StateStore) async throws {
        var names: [String] = []
        var destinations: [String: any Destination] = [:]
        var attributes: [String: Set<String>] = [:]
        for pipeline in pipelines {
            guard case .keyed(let sink) = pipeline.sink else { continue }
            let name = sink.destination.id
            if destinations.updateValue(sink.destination, forKey: name) == nil { names.append(name) }
            attributes[name, default: []].formUnion(pipeline.columns.map(\.name))
        }
        var all: [Desk] = []
        for name in names {
            guard let destination = destinations[name] else { continue }
            let id = try await state.destination(name)
            let carried = try await state.pendingCount(destination: id, pipelines: Set(start.pipelines.map(\.id)))
            all.append(
                Desk(
                    destination: destination,
                    id: id,
                    inbox: DeskInbox(carried: carried),
                    attributes: attributes[name] ?? []
                )
            )
        }
        self.all = all
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    /// The desk's number in the state; 0 for sinks without one.
    func id(of pipeline: RunnablePipeline) -> Int { desk(of: pipeline)?.id ?? 0 }

    /// The inbox of the desk; nil for sinks without one.
    func inbox(of pipeline: RunnablePipeline) -> DeskInbox? { desk(of: pipeline)?.inbox }

    /// Tells all desks that no more rows will come.
    func finishInboxes() {
        for desk in all { desk.inbox.finish() }
    }

    private func desk(of pipeline: RunnablePipeline) -> Desk? {
        guard case .keyed(let sink) = pipeline.sink else { return nil }
        return places[sink.destination.id].map { all[$0] }
    }
}
