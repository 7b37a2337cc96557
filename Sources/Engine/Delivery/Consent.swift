internal import PipelineCore
internal import State

/// Learns how a destination has the entities that are to be written, by a snapshot or by single look-ups, whichever
/// costs fewer requests.
///
/// How many look-ups a run will need isn't known while it reads; so single ones are made until as many were made as the snapshot
/// would have cost, then the snapshot is taken: at most twice the requests of the better way.
struct Consent {
    let destination: any Destination
    let id: Int
    let attributes: Set<String>
    let state: StateStore
    let control: RunControl

    private(set) var hasSnapshot = false
    private var cost: Int?
    private var lookUps = 0

    init(destination: any Destination, id: Int, attributes: Set<String>, state: StateStore, control: RunControl) {
        self.destination = destination
        self.id = id
        self.attributes = attributes
        self.state = state
        self.control = control
    }

    /// Prepares for `count` entities more; takes the snapshot when it pays.
    ///
    /// - Parameter expected: How many will have to be looked up, as far as known, these among them.
    /// - Throws: ``ConnectorFailure``; `CancellationError`, also when the run is drained meanwhile.
    mutating func prepare(for count: Int, of expected: Int = 0) async throws {
        guard !hasSnapshot, count > 0 else { return }
        let (destination, state, id, attributes) = (destination, state, id, attributes)
        let pages: Int
        if let cost {
            pages = cost
        } else {
            pages = try await control.untilDrained { try await destination.scanCost() }
            cost = pages
        }
        guard lookUps + max(count, expected) >= pages else {
            lookUps += count
            return
        }
        try await state.beginSnapshot(destination: id)
        try await control.untilDrained {
            try await destination.scan(changedSince: nil, attributes: attributes) { entities in
                try await state.addToSnapshot(entities, destination: id)
            }
        }
        hasSnapshot = true
    }
}
