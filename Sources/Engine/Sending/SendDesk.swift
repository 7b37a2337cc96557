internal import CEL
internal import Foundation
internal import PipelineCore
internal import State

/// Sends what waits in one queue: recorded before, concluded after, so that the run can end at any instant.
///
/// One loop owns all its state; judging and requests run as child tasks and come back as events.
struct SendDesk {
    let desk: SendDesks.Desk
    let run: Int
    let pipelines: Set<Int>
    let state: StateStore
    let now: @Sendable () -> Timestamp
    let report: DeskReport

    /// Nil while a page is being judged.
    private var consent: Consent??
    /// Judged and not yet in a request.
    private var ready: [QueuedSend] = []
    /// The same, each in a request of its own.
    private var alone: [QueuedSend] = []
    /// The last send that was taken out of the queue.
    private var last = 0
    private var isDry = false
    private var arrived = -1
    private var active = 0
    private var failure: ConnectorFailure?
    private var deferred = 0
    private var failuresInRow = 0

    /// Sends judged at once.
    private static let pageSize = 200

    enum Event: Sendable {
        /// Something arrived.
        case signalled
        /// The run is drained.
        case drained
        case judged(Screening.Result, Consent?)
        case ended(RecordedRequest, SendMachine.Step, ConnectorFailure?)
    }

    typealias Group = ThrowingTaskGroup<Event, any Error>

    init(
        desk: SendDesks.Desk,
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
        consent = .some(
            desk.audience.map {
                Consent(destination: $0, id: desk.audienceID, attributes: [], state: state, control: desk.control)
            }
        )
    }

    /// Sends until all sources are read and nothing waits, the run is drained, or sending fails as a whole.
    mutating func deliver() async throws -> DeliveryDesk.End {
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
            return DeliveryDesk.End(failure: failure, deferred: deferred)
        }
    }

    private var isJudging: Bool { consent == nil }

    private var isFinished: Bool {
        if active > 0 || isJudging { return false }
        if desk.control.isDraining { return true }
        // What arrives comes before the word that no more will, so this order of asking leaves nothing behind.
        return !desk.inbox.isReading && ready.isEmpty && alone.isEmpty && isDry && arrived == desk.inbox.arrived
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
        case .judged(let result, let consent):
            self.consent = .some(consent)
            deferred += result.deferred
            ready += result.approved
            if !result.verdicts.isEmpty {
                report.settled(try await state.conclude(result.verdicts, run: run, at: now()))
            }
            if let failure = result.failure { fail(failure) }
        case .ended(let request, let step, let failure):
            active -= 1
            try await conclude(request, step)
            note(failure)
        }
    }

    // MARK: Taking up

    /// Takes up the requests whose outcome the last runs didn't hear of.
    private mutating func recover(in group: inout Group) async throws {
        for request in try await state.openRequests(destination: desk.id) {
            let ago = now().seconds - request.made.seconds
            let beginning: SendMachine.Beginning = request.isInDoubt ? .inDoubt : .recovered(secondsAgo: ago)
            start(request, beginning, in: &group)
        }
    }

    // MARK: Sending

    private mutating func dispatch(in group: inout Group) async throws {
        while !desk.control.isDraining {
            let traits = desk.sender.traits
            while active < traits.maxConcurrent, let sends = nextSends(traits) { try await begin(sends, in: &group) }
            guard !isJudging, ready.count < Self.pageSize, !isDry || arrived != desk.inbox.arrived else { return }
            try await judgeMore(in: &group)
        }
    }

    private mutating func judgeMore(in group: inout Group) async throws {
        // Asked before: what arrives while the page is read is found by the next.
        arrived = desk.inbox.arrived
        let page = try await state.waitingSends(
            destination: desk.id,
            pipelines: pipelines,
            after: last,
            limit: Self.pageSize
        )
        isDry = page.count < Self.pageSize
        guard let end = page.last, let mine = consent else { return }
        last = end.id
        consent = nil
        let screening = Screening(desk: desk, state: state)
        group.addTask {
            var consent = mine
            do {
                let result = try await screening.judge(page, &consent)
                return .judged(result, consent)
            } catch is CancellationError where screening.desk.control.isDraining {
                return .judged(Screening.Result(), consent)
            }
        }
    }

    /// The sends of the next request: those at the front that share their envelope, as far as the request allows.
    private mutating func nextSends(_ traits: SendTraits) -> [QueuedSend]? {
        if let send = alone.popLast() { return [send] }
        guard let first = ready.first else { return nil }
        var chosen: [Int] = []
        var bytes = 0
        for (place, send) in ready.enumerated() where send.send.envelope == first.send.envelope {
            bytes += send.send.item.count + 1
            if chosen.count == traits.maxItems || (bytes > traits.maxBytes && !chosen.isEmpty) { break }
            chosen.append(place)
        }
        if chosen.count < traits.batchMinimum { chosen = [0] }
        let sends = chosen.map { ready[$0] }
        let taken = Set(chosen)
        ready = ready.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
        return sends
    }

    private mutating func begin(_ sends: [QueuedSend], in group: inout Group) async throws {
        let token = UUID().uuidString.lowercased()
        let request = try await state.intend(
            sends,
            body: desk.sender.body(of: sends.map(\.send), token: token),
            token: token,
            destination: desk.id,
            run: run,
            at: now()
        )
        start(request, .new, in: &group)
    }

    private mutating func start(_ request: RecordedRequest, _ beginning: SendMachine.Beginning, in group: inout Group) {
        active += 1
        let sender = desk.sender
        group.addTask {
            var machine = SendMachine(sender.traits, places: request.sends.keys.sorted(), beginning)
            let (step, failure) = try await Self.work(request, &machine, sender)
            return .ended(request, step, failure)
        }
    }

    /// Does what the machine says until the request is done with.
    private static func work(
        _ recorded: RecordedRequest,
        _ machine: inout SendMachine,
        _ sender: any Sender
    ) async throws -> (SendMachine.Step, ConnectorFailure?) {
        let request = recorded.request(isRepeat: machine.isRepeat)
        var step = machine.begin()
        var failure: ConnectorFailure?
        while true {
            switch step {
            case .send:
                let outcome = try await sender.send(request)
                failure = outcome.failure
                step = machine.sent(outcome)
            case .lookUp:
                do {
                    step = machine.lookedUp(try await sender.lookUp(request))
                } catch is ConnectorFailure {
                    step = machine.lookedUp(nil)
                }
            case .settle, .takeApart, .leave:
                return (step, failure)
            }
        }
    }

    // MARK: Concluding

    private mutating func conclude(_ request: RecordedRequest, _ step: SendMachine.Step) async throws {
        var verdicts: [Int: SendVerdict] = [:]
        switch step {
        case .settle(let decided):
            for (place, verdict) in decided { verdicts[request.sends[place]?.id ?? 0] = verdict }
            deferred += decided.values.count { $0 == .waiting }
        case .takeApart:
            for send in request.sends.values { verdicts[send.id] = .waiting }
            alone += request.sends.sorted { $0.key > $1.key }.map(\.value)
        case .leave, .send, .lookUp:
            if !request.isInDoubt { deferred += request.sends.count }
            return
        }
        report.settled(try await state.conclude(verdicts, request: request.id, run: run, at: now()))
    }

    private mutating func note(_ failure: ConnectorFailure?) {
        guard let failure else {
            failuresInRow = 0
            return
        }
        failuresInRow += 1
        if failure.stopsEverything || failuresInRow >= DeliveryDesk.maxFailuresInRow { fail(failure) }
    }

    /// Ends sending: what was read stays in the queue, and reading on is pointless.
    private mutating func fail(_ failure: ConnectorFailure) {
        self.failure = self.failure ?? failure
        desk.control.drain()
    }
}

extension SendOutcome {
    /// Why nothing was learnt of the sends.
    fileprivate var failure: ConnectorFailure? {
        switch self {
        case .notTaken(let failure), .unknown(let failure): failure
        case .answered, .refused: nil
        }
    }
}
