internal import PipelineCore
internal import State

/// Sending what is ready one by one.
extension DeliveryDesk {
    /// Sends what can be sent now.
    mutating func dispatch(in group: inout Group) async throws {
        while !isStopping {
            sendSingles(in: &group)
            guard !ready.isEmpty || !groups.isEmpty || backlog.hasMore(arrived: desk.inbox.arrived) else { return }
            // Asked before the rest: what arrives comes before the word that no more will.
            let isReading = desk.inbox.isReading
            let waiting = backlog.waiting(arrived: desk.inbox.arrived)
            var choice = policy.choose(
                DeliveryPolicy.Load(
                    waiting: max(1, waiting),
                    isReading: isReading,
                    upserts: activeUpserts + singles.count,
                    openTickets: openTickets,
                    spare: isReading ? destination.spareUpserts : 0
                )
            )
            if !groups.isEmpty { choice = .gather }
            do {
                switch choice {
                case .wait:
                    return
                case .upserts(let free):
                    if ready.isEmpty { try await refill() }
                    for work in ready.prefix(free) { send(work, in: &group) }
                    ready.removeFirst(min(free, ready.count))
                    // Something newer may come for the others before their turn does.
                    if isReading { putBack() }
                case .gather:
                    let goesOn = try await gather(isReading: isReading, in: &group)
                    sendSingles(in: &group)
                    if !goesOn { return }
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
            let approval = backlog.isolated.contains(key.key) ? nil : desk.approval
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
                    guard approval?.permits(delivery) ?? true else {
                        return .sent(unsent, .success(.deferred(reason: Approval.refusal)))
                    }
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
}
