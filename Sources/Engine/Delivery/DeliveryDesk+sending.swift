internal import PipelineCore
internal import State

/// Sending what is ready: one by one, or by a bulk submission.
extension DeliveryDesk {
    /// Singles kept waiting for a slot, at most, while a submission is gathered.
    private static let maxSingles = 1_000

    /// Sends what can be sent now.
    mutating func dispatch(in group: inout Group) async throws {
        while !isStopping {
            sendSingles(in: &group)
            guard !ready.isEmpty || backlog.hasMore(arrived: desk.inbox.arrived) else { return }
            let choice = policy.choose(
                waiting: max(1, backlog.waiting(arrived: desk.inbox.arrived)),
                isReading: desk.inbox.isReading,
                activeUpserts: activeUpserts + singles.count,
                openTickets: openTickets
            )
            do {
                switch choice {
                case .wait:
                    return
                case .upserts(let free):
                    if ready.isEmpty { try await refill() }
                    for work in ready.prefix(free) { send(work, in: &group) }
                    ready.removeFirst(min(free, ready.count))
                case .submission:
                    if singles.count >= Self.maxSingles { return }
                    try await gatherAndSubmit(in: &group)
                }
            } catch let error as ConnectorFailure {
                fail(error)
            } catch is CancellationError where isStopping && !Task.isCancelled {
                return
            }
        }
    }

    private mutating func sendSingles(in group: inout Group) {
        let free = max(0, policy.traits.maxConcurrentUpserts - activeUpserts)
        // Their rows count as away since they left the backlog.
        for delivery in singles.prefix(free) {
            backlog.receive(rows: delivery.settled.entries.count, settled: 0)
            send(.change(delivery), in: &group)
        }
        singles.removeFirst(min(free, singles.count))
    }

    /// Sends one change, after looking the entity up where that is needed.
    private mutating func send(_ work: Work, in group: inout Group) {
        activeUpserts += 1
        let (destination, state, id, attributes, run) = (destination, state, desk.id, consent.attributes, run)
        switch work {
        case .change(let delivery):
            backlog.send(rows: delivery.settled.entries.count)
            group.addTask { await Self.send(delivery, to: destination, id, state) }
        case .unknown(let key):
            backlog.send(rows: key.entries.count)
            group.addTask {
                let unsent = SettledKey(
                    key: key.key,
                    entries: key.entries.map {
                        SettledEntry(id: $0.id, pipeline: $0.pipeline, partition: $0.partition, verdict: .unchanged)
                    },
                    ledger: nil
                )
                do {
                    let existing = try await destination.lookUp(key.key, attributes: attributes)
                    guard let resolution = Resolution(key, knowledge: .known(existing), run: run) else {
                        return .sent(unsent, .success(.deferred(reason: "not decided")))
                    }
                    guard let delivery = Delivery(resolution) else { return .sent(resolution.settled, .success(nil)) }
                    return await Self.send(delivery, to: destination, id, state)
                } catch {
                    return .sent(unsent, .failure(error))
                }
            }
        }
    }

    private static func send(
        _ delivery: Delivery,
        to destination: any Destination,
        _ id: Int,
        _ state: StateStore
    ) async -> Event {
        do {
            if let intent = delivery.intent { try await state.intend([(delivery.change.key, intent)], destination: id) }
            return .sent(delivery.settled, .success(try await destination.upsert(delivery.change)))
        } catch {
            return .sent(delivery.settled, .failure(error))
        }
    }

    /// Hands in what shares its memberships; what is too little for that, or can't go that way, goes one by one.
    private mutating func gatherAndSubmit(in group: inout Group) async throws {
        let (minimum, most) = (policy.bulkMinimum, policy.maxChanges)
        var submissions: [[Int]: Submission] = [:]
        var count = 0
        while count < most, singles.count < Self.maxSingles, !isStopping {
            if ready.isEmpty {
                guard backlog.hasMore(arrived: desk.inbox.arrived) else { break }
                try await refill()
            }
            for delivery in try await takeReady(atMost: most - count) {
                if destination.canSubmit(delivery.change) {
                    let kind = delivery.change.memberships
                    try submissions[kind, default: Submission(minimum: minimum)].append(delivery)
                    count += 1
                } else {
                    sendAlone(delivery)
                }
            }
        }
        for submission in submissions.values.sorted(by: { $0.changes.count > $1.changes.count }) where !isStopping {
            if let few = submission.tooFew {
                for delivery in few { sendAlone(delivery) }
            } else {
                try await submit(submission, in: &group)
            }
        }
    }

    private mutating func sendAlone(_ delivery: Delivery) {
        backlog.send(rows: delivery.settled.entries.count)
        singles.append(delivery)
    }

    /// Takes what is ready, looked up where that is needed.
    private mutating func takeReady(atMost limit: Int) async throws -> [Delivery] {
        let taken = ready.prefix(limit)
        ready.removeFirst(taken.count)
        var deliveries: [Delivery] = []
        var unknown: [PendingKey] = []
        for work in taken {
            switch work {
            case .change(let delivery): deliveries.append(delivery)
            case .unknown(let key): unknown.append(key)
            }
        }
        if !unknown.isEmpty { deliveries += try await lookUp(unknown) }
        return deliveries
    }
}
