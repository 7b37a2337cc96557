internal import CEL
internal import PipelineCore
internal import State

/// The queues of a run's sends, each with the inbox that its desk works off.
struct SendDesks: Sendable {
    struct Desk: Sendable {
        let sender: any Sender
        /// The queue's number in the state.
        let id: Int
        let inbox: DeskInbox
        /// The sinks by their pipelines' numbers.
        let sinks: [Int: any SendSink]
        /// The people that are written to, and their number in the state.
        let audience: (any Destination)?
        let audienceID: Int
        /// Ends this desk and the reading for it, with the run or because sending failed.
        let control = RunControl()

        /// Who is left out of what a pipeline sends. Of pipelines that don't run now only what a person decided on is sent, as
        /// strictly as by any other.
        func rule(of pipeline: Int) -> ConsentRule {
            if let sink = sinks[pipeline] { return sink.consent }
            return sinks.values.first?.consent ?? ConsentRule()
        }
    }

    let all: [Desk]

    private let places: [String: Int]

    init(_ pipelines: [RunnablePipeline], start: RunStart, state: StateStore) async throws {
        var names: [String] = []
        var users: [String: [(number: Int, sink: any SendSink)]] = [:]
        for (pipeline, start) in zip(pipelines, start.pipelines) {
            guard case .sends(let sink) = pipeline.sink else { continue }
            if users[sink.sender.id] == nil { names.append(sink.sender.id) }
            users[sink.sender.id, default: []].append((start.id, sink))
        }
        var all: [Desk] = []
        for name in names {
            guard let users = users[name], let first = users.first else { continue }
            let audience = first.sink.audience
            all.append(
                Desk(
                    sender: first.sink.sender,
                    id: try await state.destination(name),
                    inbox: DeskInbox(carried: 0, readers: users.count),
                    sinks: Dictionary(users.map { ($0.number, $0.sink) }) { first, _ in first },
                    audience: audience,
                    audienceID: audience == nil ? 0 : try await state.destination(audience?.id ?? "")
                )
            )
        }
        self.all = all
        places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }

    /// The desk of a pipeline; nil for other sinks.
    func desk(of pipeline: RunnablePipeline) -> Desk? {
        guard case .sends(let sink) = pipeline.sink else { return nil }
        return places[sink.sender.id].map { all[$0] }
    }
}

/// What a pipeline's sends are recorded with.
struct SendSetting: Sendable {
    let desk: SendDesks.Desk
    let channel: SendChannel
    /// What is older is baseline.
    let from: Timestamp
    let isBackfill: Bool

    init(
        _ sink: any SendSink,
        desk: SendDesks.Desk,
        of identity: PipelineIdentity,
        backfill: Int?,
        state: StateStore,
        at now: Timestamp
    ) async throws {
        self.desk = desk
        channel = SendChannel(account: sink.sender.account, kind: sink.sender.kind, name: sink.name)
        let activated = try await state.activation(of: identity, channel, at: now)
        let wanted = backfill.map { Timestamp(seconds: now.seconds - Int64($0)) }
        from = wanted.map { min($0, activated) } ?? activated
        isBackfill = backfill != nil
    }
}
