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
    /// Gathered to be handed in, by their memberships.
    var groups: [[Int]: Submission] = [:]
    var activeUpserts = 0
    var openTickets = 0
    var failure: ConnectorFailure?

    private var failuresInRow = 0
    /// Came back and aren't recorded yet; what comes back while others are recorded is recorded together.
    private var returned: [Returned] = []
    private var isRecording = false

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

        var key: String {
            switch self {
            case .change(let delivery): delivery.change.key
            case .unknown(let pending): pending.key
            }
        }
    }

    /// A key that came back, with what is recorded of it.
    struct Returned: Sendable {
        let settled: SettledKey
        /// The rows that were on their way.
        let rows: Int
    }

    enum Event: Sendable {
        /// Something arrived.
        case signalled
        /// The run is drained.
        case drained
        /// A single write ended; the outcome is nil when none was needed.
        case sent(SettledKey, Result<Outcome?, any Error>)
        case followed(Following, Result<BulkResult, any Error>, at: Timestamp)
        /// What came back was recorded, with these books by pipeline.
        case recorded([Returned], [Int: Books])
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
        policy = DeliveryPolicy(
            traits: desk.destination.bulk,
            writesWhileReading: desk.destination.isWrittenWhileReading
        )
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
    var hasMore: Bool {
        !ready.isEmpty || !singles.isEmpty || !groups.isEmpty || backlog.hasMore(arrived: desk.inbox.arrived)
    }

    private var isFinished: Bool {
        if isStopping { return activeUpserts == 0 && !isRecording }
        // What arrives comes before the word that no more will, so this order of asking leaves nothing behind.
        return !desk.inbox.isReading && activeUpserts == 0 && openTickets == 0 && !isRecording && !hasMore
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
            try finish(key, result)
            record(in: &group)
        case .followed(let following, let result, let ended):
            openTickets -= 1
            try await finish(following, result, at: ended)
        case .recorded(let returned, let books):
            isRecording = false
            report.settled(books)
            for one in returned {
                backlog.receive(rows: one.rows, settled: one.settled.entries.count)
                backlog.free(one.settled.key, isLeft: one.settled.entries.count < one.rows)
            }
            record(in: &group)
        }
    }

    private mutating func finish(_ key: SettledKey, _ result: Result<Outcome?, any Error>) throws {
        let rows = key.entries.count
        switch result {
        case .success(nil):
            failuresInRow = 0
            returned.append(Returned(settled: key, rows: rows))
        case .success(.rejected) where key.delivering > 1:
            // Which of the rows is to blame shows when they go one by one.
            backlog.isolate(key.key)
            backlog.receive(rows: rows, settled: 0)
            backlog.free(key.key, isLeft: true)
        case .success(.deferred(let reason)) where reason == Approval.refusal:
            report.held(key.key)
            backlog.putOff(key.key)
        case .success(let outcome?):
            failuresInRow = 0
            guard let settled = key.settled(by: outcome) else {
                backlog.putOff(key.key)
                return
            }
            report.leftOut(outcome)
            returned.append(Returned(settled: settled, rows: rows))
        case .failure(let error as ConnectorFailure):
            note(error)
            failuresInRow += 1
            if failuresInRow >= Self.maxFailuresInRow { fail(error) }
            backlog.putOff(key.key)
        case .failure(let error):
            throw error
        }
    }

    /// Records all that came back, unless others are just being recorded.
    private mutating func record(in group: inout Group) {
        guard !isRecording, !returned.isEmpty else { return }
        isRecording = true
        let (returned, state, id, run, now) = (returned, state, desk.id, run, now)
        self.returned = []
        group.addTask {
            .recorded(returned, try await state.settle(returned.map(\.settled), destination: id, run: run, at: now()))
        }
    }

    /// Whether a delivery is what the plan at hand approved; always without one. What the service refused as a whole goes in parts.
    func isApproved(_ delivery: Delivery) -> Bool {
        guard let approval = desk.approval, !backlog.isolated.contains(delivery.change.key) else { return true }
        return approval.permits(delivery)
    }

    /// Leaves a key alone, because it isn't as the plan at hand found it.
    mutating func hold(_ key: String, rows: Int) {
        report.held(key)
        backlog.send(rows: rows)
        backlog.putOff(key)
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
