internal import CEL
internal import PipelineCore
internal import State

/// Delivers what waits for one destination: the only writer, so that no key has two writes under way, over all pipelines.
///
/// One loop owns all its state; requests run as child tasks and come back as events. What is under way is recorded before
/// (submissions) or may be repeated (single upserts), so the loop can end at any instant.
struct DeliveryDesk {
    let destination: any Destination
    let id: Int
    let run: Int
    let pipelines: Set<Int>
    let state: StateStore
    let inbox: DeskInbox
    let control: RunControl
    let now: @Sendable () -> Timestamp
    let settledBooks: @Sendable ([Int: Books]) -> Void

    private var consent: Consent
    private var policy: DeliveryPolicy
    private var inFlight: Set<String> = []
    private var activeUpserts = 0
    private var openTickets = 0
    private var taken = 0
    private var deferred: Set<String> = []
    private var cursor = ""
    private var failure: ConnectorFailure?

    /// How a desk ended.
    struct End: Sendable {
        /// What stopped it early.
        let failure: ConnectorFailure?
        /// Keys that couldn't be delivered now and keep waiting.
        let deferred: Int
    }

    enum Event: Sendable {
        case signalled
        case upserted(Delivery, Result<Outcome, any Error>)
        case followed(ticket: Int, keys: [SettledKey], Result<BulkResult, any Error>)
    }

    init(
        destination: any Destination,
        id: Int,
        run: Int,
        pipelines: Set<Int>,
        attributes: Set<String>,
        state: StateStore,
        inbox: DeskInbox,
        control: RunControl,
        now: @escaping @Sendable () -> Timestamp,
        settledBooks: @escaping @Sendable ([Int: Books]) -> Void
    ) {
        self.destination = destination
        self.id = id
        self.run = run
        self.pipelines = pipelines
        self.state = state
        self.inbox = inbox
        self.control = control
        self.now = now
        self.settledBooks = settledBooks
        consent = Consent(destination: destination, id: id, attributes: attributes, state: state)
        policy = DeliveryPolicy(traits: destination.bulk)
    }

    /// Delivers until all sources are read and nothing waits, the run is drained, or the destination fails as a whole.
    mutating func deliver() async throws -> End {
        try await withThrowingTaskGroup(of: Event.self) { group in
            let signal = inbox.signal
            group.addTask {
                await signal.wait()
                return .signalled
            }
            try await recover(in: &group)
            while true {
                if !isStopping { try await dispatch(in: &group) }
                if isFinished { break }
                guard let event = try await group.next() else { break }
                try await handle(event, in: &group)
            }
            group.cancelAll()
            return End(failure: failure, deferred: deferred.count)
        }
    }

    private var isStopping: Bool { failure != nil || control.isDraining }

    private var waiting: Int { max(0, inbox.arrived - taken) }

    private var isFinished: Bool {
        if isStopping { return activeUpserts == 0 }
        return !inbox.isReading && activeUpserts == 0 && openTickets == 0 && waiting == 0
    }

    /// Takes up the submissions that a crash left.
    private mutating func recover(in group: inout ThrowingTaskGroup<Event, any Error>) async throws {
        let tickets = try await state.openTickets(destination: id)
        guard !tickets.isEmpty else { return }
        if tickets.contains(where: { $0.ticket == nil }) {
            do {
                try await destination.awaitUnknownSubmissions()
            } catch let error as ConnectorFailure {
                failure = error
                return
            }
        }
        for open in tickets {
            if let ticket = open.ticket {
                follow(ticket, as: open.id, keys: open.keys, in: &group)
            } else {
                try await state.dropTicket(open.id)
            }
        }
    }

    private mutating func handle(_ event: Event, in group: inout ThrowingTaskGroup<Event, any Error>) async throws {
        switch event {
        case .signalled:
            let signal = inbox.signal
            group.addTask {
                await signal.wait()
                return .signalled
            }
        case .upserted(let delivery, let result):
            activeUpserts -= 1
            try await finish(delivery, try outcome(result))
        case .followed(let ticket, let keys, let result):
            openTickets -= 1
            try await finish(ticket: ticket, keys: keys, result)
        }
    }

    private mutating func outcome(_ result: Result<Outcome, any Error>) throws -> Outcome {
        switch result {
        case .success(let outcome): return outcome
        case .failure(let error as ConnectorFailure):
            note(error)
            return .deferred(reason: error.message)
        case .failure(let error): throw error
        }
    }

    /// Remembers what makes further deliveries pointless.
    private mutating func note(_ error: ConnectorFailure) {
        if case .exhausted = error.kind { failure = failure ?? error }
        if error.endsTheRun { failure = failure ?? error }
    }

    private mutating func finish(_ delivery: Delivery, _ outcome: Outcome) async throws {
        inFlight.remove(delivery.change.key)
        if let settled = delivery.settled(by: outcome) {
            try await record([settled])
        } else {
            deferred.insert(delivery.change.key)
        }
    }

    private mutating func finish(
        ticket: Int,
        keys: [SettledKey],
        _ result: Result<BulkResult, any Error>
    ) async throws {
        for key in keys { inFlight.remove(key.key) }
        switch result {
        case .failure(let error as ConnectorFailure):
            // It may still be carried out: the ticket stays, the next run takes it up.
            note(error)
            for key in keys { deferred.insert(key.key) }
        case .failure(is CancellationError):
            break
        case .failure(let error):
            throw error
        case .success(let result) where !result.isCompleted:
            policy.isBulkBroken = true
            try await state.dropTicket(ticket)
            taken -= keys.reduce(0) { $0 + $1.entries.count }
        case .success(let result):
            var settled: [SettledKey] = []
            for key in keys {
                guard let outcome = result.exceptions[key.key] else {
                    settled.append(key)
                    continue
                }
                let change = Change(key: key.key, attributes: [:], memberships: [], creates: false)
                if let ended = Delivery(change: change, settled: key).settled(by: outcome) {
                    settled.append(ended)
                } else {
                    // What a submission couldn't do, a single upsert may: it says why.
                    taken -= key.entries.count
                }
            }
            try await record(settled, ticket: ticket)
        }
    }

    private func record(_ keys: [SettledKey], ticket: Int? = nil) async throws {
        let books = try await state.settle(keys, destination: id, run: run, ticket: ticket, at: now())
        settledBooks(books)
    }

    private mutating func dispatch(in group: inout ThrowingTaskGroup<Event, any Error>) async throws {
        while !isStopping {
            let choice = policy.choose(
                waiting: waiting,
                isReading: inbox.isReading,
                activeUpserts: activeUpserts,
                openTickets: openTickets
            )
            do {
                switch choice {
                case .wait:
                    return
                case .upserts(let free):
                    let gathered = try await gather(free)
                    if gathered.isEmpty { return }
                    for delivery in gathered { upsert(delivery, in: &group) }
                case .submission:
                    let gathered = try await gather(destination.bulk.maxChanges)
                    if gathered.isEmpty { return }
                    try await submit(gathered, in: &group)
                }
            } catch let error as ConnectorFailure {
                note(error)
                failure = failure ?? error
            }
        }
    }

    /// Takes up to `limit` changes out of what waits; settles on the way what needs no change.
    private mutating func gather(_ limit: Int) async throws -> [Delivery] {
        var deliveries: [Delivery] = []
        var hasWrapped = cursor.isEmpty
        while deliveries.count < limit {
            let keys = try await state.pendingKeys(
                destination: id,
                pipelines: pipelines,
                after: cursor,
                limit: min(1_000, max(limit - deliveries.count, 100)),
                excluding: inFlight.union(deferred),
                withSnapshot: consent.hasSnapshot
            )
            guard let last = keys.last else {
                if hasWrapped {
                    // All that is left is under way or deferred; it counts as taken until it comes back.
                    if deliveries.isEmpty { taken = inbox.arrived }
                    break
                }
                hasWrapped = true
                cursor = ""
                continue
            }
            cursor = last.key
            try await sort(keys, limit: limit, into: &deliveries)
        }
        return deliveries
    }

    private mutating func sort(_ keys: [PendingKey], limit: Int, into deliveries: inout [Delivery]) async throws {
        var settled: [SettledKey] = []
        var unknown: [PendingKey] = []
        func take(_ resolution: Resolution) {
            if let change = resolution.change {
                deliveries.append(Delivery(change: change, settled: resolution.settled))
            } else {
                settled.append(resolution.settled)
            }
        }
        for key in keys {
            let knowledge: Knowledge = consent.hasSnapshot ? .known(key.existing) : .unknown
            if let resolution = Resolution(key, knowledge: knowledge, run: run) {
                take(resolution)
            } else {
                unknown.append(key)
            }
        }
        if !unknown.isEmpty {
            unknown = Array(unknown.prefix(max(0, limit - deliveries.count)))
            if let last = unknown.last { cursor = min(cursor, last.key) }
            for resolution in try await lookUp(unknown) { take(resolution) }
        }
        for delivery in deliveries where inFlight.insert(delivery.change.key).inserted { taken += delivery.rowCount }
        taken += settled.reduce(0) { $0 + $1.entries.count }
        if !settled.isEmpty { try await record(settled) }
    }

    /// Decides for keys about which the destination must be asked.
    private mutating func lookUp(_ keys: [PendingKey]) async throws -> [Resolution] {
        try await consent.prepare(for: keys.count)
        let (destination, attributes, run, state, id) = (destination, consent.attributes, run, state, id)
        if consent.hasSnapshot {
            let known = try await state.existing(keys.map(\.key), destination: id)
            return keys.compactMap { Resolution($0, knowledge: .known(known[$0.key]), run: run) }
        }
        return try await withThrowingTaskGroup(of: Resolution?.self) { group in
            for key in keys {
                group.addTask {
                    let existing = try await destination.lookUp(key.key, attributes: attributes)
                    return Resolution(key, knowledge: .known(existing), run: run)
                }
            }
            return try await group.reduce(into: []) { result, resolution in
                if let resolution { result.append(resolution) }
            }
        }
    }

    private mutating func upsert(_ delivery: Delivery, in group: inout ThrowingTaskGroup<Event, any Error>) {
        activeUpserts += 1
        let destination = destination
        group.addTask {
            do {
                return .upserted(delivery, .success(try await destination.upsert(delivery.change)))
            } catch {
                return .upserted(delivery, .failure(error))
            }
        }
    }

    /// Hands in all that share their memberships; what is too little for that, or can't go that way, goes one by one.
    private mutating func submit(
        _ deliveries: [Delivery],
        in group: inout ThrowingTaskGroup<Event, any Error>
    ) async throws {
        var batches: [[Int]: [Delivery]] = [:]
        var singles: [Delivery] = []
        for delivery in deliveries {
            if destination.canSubmit(delivery.change) {
                batches[delivery.change.memberships, default: []].append(delivery)
            } else {
                singles.append(delivery)
            }
        }
        for (_, batch) in batches.sorted(by: { $0.value.count > $1.value.count }) {
            guard batch.count >= min(policy.bulkMinimum, 1_000_000) else {
                singles += batch
                continue
            }
            try await submit(batch: batch, in: &group)
        }
        for delivery in singles { upsert(delivery, in: &group) }
    }

    private mutating func submit(
        batch: [Delivery],
        in group: inout ThrowingTaskGroup<Event, any Error>
    ) async throws {
        let keys = batch.map(\.settled)
        let id = try await state.openTicket(keys, destination: id, at: now())
        policy.submissions += 1
        do {
            let ticket = try await destination.submit(batch.map(\.change))
            try await state.accept(ticket, as: id)
            follow(ticket, as: id, keys: keys, in: &group)
        } catch let error as ConnectorFailure {
            note(error)
            policy.isBulkBroken = true
            // Contacts may be written twice: what may have been handed in is waited for, then written anew.
            try await destination.awaitUnknownSubmissions()
            try await state.dropTicket(id)
            for delivery in batch {
                inFlight.remove(delivery.change.key)
                taken -= delivery.rowCount
            }
        }
    }

    private mutating func follow(
        _ ticket: Ticket,
        as id: Int,
        keys: [SettledKey],
        in group: inout ThrowingTaskGroup<Event, any Error>
    ) {
        openTickets += 1
        for key in keys { inFlight.insert(key.key) }
        let destination = destination
        group.addTask {
            do {
                return .followed(ticket: id, keys: keys, .success(try await destination.follow(ticket)))
            } catch {
                return .followed(ticket: id, keys: keys, .failure(error))
            }
        }
    }
}
