internal import PipelineCore
internal import State

/// Taking keys out of the backlog and deciding what is written to them.
extension DeliveryDesk {
    /// Keys decided at once.
    private static let pageSize = 200

    /// Takes the next keys: what needs no change is settled, the rest is ready.
    mutating func refill() async throws {
        let arrived = desk.inbox.arrived
        let keys: [PendingKey]
        if backlog.due.isEmpty {
            let page = try await state.outboxPage(
                destination: desk.id,
                pipelines: pipelines,
                after: backlog.last,
                limit: Self.pageSize,
                excluding: backlog.busy,
                withSnapshot: consent.hasSnapshot
            )
            backlog.take(page, arrived: arrived)
            keys = page.keys
        } else {
            keys = try await load(backlog.takeDue(Self.pageSize))
        }
        var unknown = try await decide(keys)
        guard !unknown.isEmpty else { return }
        let rows = keys.reduce(0) { $0 + $1.entries.count }
        let waiting = max(rows, backlog.waiting(arrived: arrived))
        try await consent.prepare(for: unknown.count, of: unknown.count * waiting / max(1, rows))
        if consent.hasSnapshot { unknown = try await decide(try await load(unknown.map(\.key))) }
        ready += unknown.map { .unknown($0) }
    }

    private mutating func load(_ keys: [String]) async throws -> [PendingKey] {
        let pending = try await state.pending(
            keys,
            destination: desk.id,
            pipelines: pipelines,
            withSnapshot: consent.hasSnapshot
        )
        let found = Set(pending.map(\.key))
        for key in keys where !found.contains(key) { backlog.freeEmpty(key) }
        return pending.map { backlog.isolated.contains($0.key) ? $0.oldestOnly : $0 }
    }

    /// Settles what needs no change, makes ready what does.
    ///
    /// - Returns: The keys that must be looked up.
    private mutating func decide(_ keys: [PendingKey]) async throws -> [PendingKey] {
        var settled: [SettledKey] = []
        var unknown: [PendingKey] = []
        for key in keys {
            let knowledge: Knowledge = consent.hasSnapshot ? .known(key.existing) : .unknown
            guard let resolution = Resolution(key, knowledge: knowledge, run: run) else {
                unknown.append(key)
                continue
            }
            if let delivery = Delivery(resolution) {
                if isApproved(delivery) {
                    ready.append(.change(delivery))
                } else {
                    hold(key.key, rows: key.entries.count)
                }
            } else {
                settled.append(resolution.settled)
            }
        }
        try await settle(settled)
        return unknown
    }

    private mutating func settle(_ keys: [SettledKey]) async throws {
        try await record(keys)
        for key in keys {
            backlog.settle(rows: key.entries.count)
            backlog.free(key.key, isLeft: false)
        }
    }

    /// Looks keys up, some at a time, and decides for each; those that can't be looked up are put off.
    ///
    /// - Throws: `CancellationError`, also when the run is drained meanwhile.
    mutating func lookUp(_ keys: [PendingKey]) async throws -> [Delivery] {
        let (destination, attributes, run) = (destination, consent.attributes, run)
        let width = max(1, destination.bulk.maxConcurrentUpserts)
        typealias Answer = (PendingKey, Result<Existing?, ConnectorFailure>)
        let answers = try await desk.control.untilDrained {
            try await withThrowingTaskGroup(of: Answer.self) { group in
                var answers: [Answer] = []
                for (place, key) in keys.enumerated() {
                    if place >= width, let answer = try await group.next() { answers.append(answer) }
                    group.addTask {
                        do {
                            return (key, .success(try await destination.lookUp(key.key, attributes: attributes)))
                        } catch let error as ConnectorFailure {
                            return (key, .failure(error))
                        }
                    }
                }
                for try await answer in group { answers.append(answer) }
                return answers
            }
        }
        var deliveries: [Delivery] = []
        var settled: [SettledKey] = []
        for (key, answer) in answers {
            switch answer {
            case .success(let existing):
                guard let resolution = Resolution(key, knowledge: .known(existing), run: run) else { continue }
                if let delivery = Delivery(resolution) {
                    if isApproved(delivery) {
                        deliveries.append(delivery)
                    } else {
                        hold(key.key, rows: key.entries.count)
                    }
                } else {
                    settled.append(resolution.settled)
                }
            case .failure(let error):
                note(error)
                backlog.send(rows: key.entries.count)
                backlog.putOff(key.key)
            }
        }
        try await settle(settled)
        return deliveries
    }
}

extension PendingKey {
    /// The key with only the oldest of its rows.
    fileprivate var oldestOnly: PendingKey {
        let oldest = entries.min { ($0.entry.moment, $0.id) < ($1.entry.moment, $1.id) }
        return PendingKey(key: key, entries: oldest.map { [$0] } ?? [], ledger: ledger, existing: existing)
    }
}
