internal import CEL
internal import PipelineCore
internal import State

/// Delivers what waits for one destination: the only writer, so that no key has two writes under way, over all pipelines.
///
/// One loop owns all its state; requests run as child tasks and come back as events. What is under way is recorded before
/// (submissions) or may be repeated (single upserts), so the loop can end at any instant.
struct DeliveryDesk {
    let desk: Desks.Desk
    let run: Int
    let pipelines: Set<Int>
    let state: StateStore
    let now: @Sendable () -> Timestamp
    let report: DeskReport

    var consent: Consent
    var policy: DeliveryPolicy
    var backlog = Backlog()
    /// Taken out of the backlog, not yet sent; how it goes is open.
    var ready: [Work] = []
    /// To be sent one by one.
    var singles: [Delivery] = []
    var activeUpserts = 0
    var openTickets = 0
    var failure: ConnectorFailure?

    private var failuresInRow = 0

    /// So many single writes that fail one after another mean that the destination is in trouble, not a contact.
    static let maxFailuresInRow = 10

    /// How a desk ended.
    struct End: Sendable {
        /// What stopped it early.
        let failure: ConnectorFailure?
        /// Keys that couldn't be delivered now and keep waiting.
        let deferred: Int
    }

    /// A key that was taken.
    enum Work: Sendable {
        case change(Delivery)
        /// It must be looked up first.
        case unknown(PendingKey)
    }

    enum Event: Sendable {
        /// Something arrived.
        case signalled
        /// The run is drained.
        case drained
        /// A single write ended; the outcome is nil when none was needed.
        case sent(SettledKey, Result<Outcome?, any Error>)
        case followed(ticket: Int, keys: [String], rows: Int, Result<BulkResult, any Error>)
    }

    typealias Group = ThrowingTaskGroup<Event, any Error>

    init(
        desk: Desks.Desk,
        run: Int,
        pipelines: Set<Int>,
        state: StateStore,
        now: @escaping @Sendable () -> Timestamp,
        report: DeskReport
    ) {
        self.desk = desk
        self.run = run
        self.pipelines = pipelines
        self.state = state
        self.now = now
        self.report = report
        consent = Consent(
            destination: desk.destination,
            id: desk.id,
            attributes: desk.attributes,
            state: state,
            control: desk.control
        )
        policy = DeliveryPolicy(traits: desk.destination.bulk)
    }

    var destination: any Destination { desk.destination }

    /// Delivers until all sources are read and nothing waits, the run is drained, or the destination fails as a whole.
    mutating func deliver() async throws -> End {
        try await withThrowingTaskGroup(of: Event.self) { group in
            let control = desk.control
            group.addTask {
                await control.drained()
                return .drained
            }
            listen(in: &group)
            try await recover(in: &group)
            while true {
                try Task.checkCancellation()
                try await dispatch(in: &group)
                if isFinished { break }
                guard let event = try await group.next() else { break }
                try await handle(event, in: &group)
            }
            group.cancelAll()
            return End(failure: failure, deferred: backlog.deferred)
        }
    }

    var isStopping: Bool { desk.control.isDraining }

    /// Whether rows may wait to be taken or sent.
    var hasMore: Bool { !ready.isEmpty || !singles.isEmpty || backlog.hasMore(arrived: desk.inbox.arrived) }

    private var isFinished: Bool {
        if isStopping { return activeUpserts == 0 }
        // What arrives comes before the word that no more will, so this order of asking leaves nothing behind.
        return !desk.inbox.isReading && activeUpserts == 0 && openTickets == 0 && !hasMore
    }

    private func listen(in group: inout Group) {
        let signal = desk.inbox.signal
        group.addTask {
            await signal.wait()
            return .signalled
        }
    }

    private mutating func handle(_ event: Event, in group: inout Group) async throws {
        switch event {
        case .signalled: listen(in: &group)
        case .drained: break
        case .sent(let key, let result):
            activeUpserts -= 1
            try await finish(key, result)
        case .followed(let ticket, let keys, let rows, let result):
            openTickets -= 1
            try await finish(ticket: ticket, keys: keys, rows: rows, result)
        }
    }

    private mutating func finish(_ key: SettledKey, _ result: Result<Outcome?, any Error>) async throws {
        let rows = key.entries.count
        switch result {
        case .success(nil):
            failuresInRow = 0
            try await record([key])
            backlog.receive(rows: rows, settled: rows)
            backlog.free(key.key, isLeft: false)
        case .success(.rejected) where key.delivering > 1:
            // Which of the rows is to blame shows when they go one by one.
            backlog.isolate(key.key)
            backlog.receive(rows: rows, settled: 0)
            backlog.free(key.key, isLeft: true)
        case .success(let outcome?):
            failuresInRow = 0
            guard let settled = key.settled(by: outcome) else {
                backlog.putOff(key.key)
                return
            }
            try await record([settled])
            report.leftOut(outcome)
            backlog.receive(rows: rows, settled: settled.entries.count)
            backlog.free(key.key, isLeft: settled.entries.count < rows)
        case .failure(let error as ConnectorFailure):
            note(error)
            failuresInRow += 1
            if failuresInRow >= Self.maxFailuresInRow { fail(error) }
            backlog.putOff(key.key)
        case .failure(let error):
            throw error
        }
    }

    /// Settles keys that go no further.
    mutating func record(_ keys: [SettledKey]) async throws {
        guard !keys.isEmpty else { return }
        report.settled(try await state.settle(keys, destination: desk.id, run: run, at: now()))
    }

    /// Ends delivering when a failure makes it pointless.
    mutating func note(_ error: ConnectorFailure) {
        if error.stopsEverything { fail(error) }
    }

    /// Ends delivering: what was read stays in the outbox, and reading on is pointless.
    mutating func fail(_ error: ConnectorFailure) {
        failure = failure ?? error
        desk.control.drain()
    }
}
