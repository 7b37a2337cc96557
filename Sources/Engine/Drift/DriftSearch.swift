package import PipelineCore
package import State

/// Goes through all that was delivered to a destination, and finds what isn't so any more.
package struct DriftSearch: Sendable {
    private let destination: any Destination
    private let attributes: Set<String>
    private let state: StateStore

    /// Entities compared at once.
    private static let pageSize = 500

    /// - Parameter attributes: The attributes to compare.
    package init(_ destination: any Destination, attributes: Set<String>, state: StateStore) {
        self.destination = destination
        self.attributes = attributes
        self.state = state
    }

    /// Finds drift; by a snapshot or by single look-ups, whichever takes fewer requests.
    ///
    /// - Returns: The number of entities compared.
    /// - Throws: ``ConnectorFailure``, ``StateFailure``.
    package func run(_ found: (Drift) -> Void) async throws -> Int {
        guard let id = try await state.knownDestination(destination.id) else { return 0 }
        let count = try await state.ledgerCount(destination: id)
        guard count > 0 else { return 0 }
        let takesSnapshot = try await destination.scanCost() <= count
        if takesSnapshot {
            let state = state
            try await state.beginSnapshot(destination: id)
            try await destination.scan(changedSince: nil, attributes: attributes) { entities in
                try await state.addToSnapshot(entities, destination: id)
            }
        }
        var last = ""
        while true {
            let page = try await state.ledgerPage(
                destination: id,
                after: last,
                limit: Self.pageSize,
                withSnapshot: takesSnapshot
            )
            guard let end = page.last else { return count }
            let existing = takesSnapshot ? page.map(\.existing) : try await lookUp(page)
            for (entity, now) in zip(page, existing) {
                if let drift = Drift(entity, existing: now, asked: attributes) { found(drift) }
            }
            last = end.key
        }
    }

    private func lookUp(_ entities: [KnownEntity]) async throws -> [Existing?] {
        let (destination, attributes) = (destination, attributes)
        let width = max(1, destination.bulk.maxConcurrentUpserts)
        return try await withThrowingTaskGroup(of: (Int, Existing?).self) { group in
            var result = [Existing?](repeating: nil, count: entities.count)
            for (place, entity) in entities.enumerated() {
                if place >= width, let (at, existing) = try await group.next() { result[at] = existing }
                group.addTask { (place, try await destination.lookUp(entity.key, attributes: attributes)) }
            }
            for try await (at, existing) in group { result[at] = existing }
            return result
        }
    }
}
