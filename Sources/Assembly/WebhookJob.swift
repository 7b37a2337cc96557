internal import CEL
internal import HTTP
package import Logging
package import PipelineCore
package import Planning
package import State

/// What `webhooks` does: manages a service's subscriptions, and puts events into the inbox by hand.
package struct WebhookJob: Sendable {
    private let session: any ConnectorSession
    private let subscriptions: any WebhookSubscriptions
    private let http: HTTPClient

    /// Opens the connector whose webhooks can be subscribed to.
    ///
    /// - Throws: ``ConnectorFailure``.
    package init(graph: Graph, environment: [String: String], logger: Logger) throws {
        guard let zoom = graph.connectors["zoom"] else {
            throw ConnectorFailure(.permanent, "the file has no `connectors.zoom`", remedy: "give one that has")
        }
        http = HTTPClient(HTTPClientConfiguration(environment: environment))
        let connector = Connectors.all(http: http).first { $0.descriptor.name == zoom.name }
        let context = ConnectorContext(now: WallClock.now, counters: ForgottenCounters(), logger: logger)
        guard let session = try connector?.open(zoom.options, context: context),
            let subscriptions = session as? any WebhookSubscriptions
        else { throw ConnectorFailure(.permanent, "`zoom` has no webhooks to subscribe to") }
        self.session = session
        self.subscriptions = subscriptions
    }

    /// The events that a graph's pipelines wait for.
    package static func events(of graph: Graph) -> [String] {
        Set(graph.pipelines.filter(\.isEnabled).flatMap(\.triggers.webhooks)).sorted()
    }

    /// The subscriptions there are.
    ///
    /// - Throws: ``ConnectorFailure``.
    package func list() async throws -> [WebhookSubscription] { try await subscriptions.subscriptions() }

    /// Has events sent to an address.
    ///
    /// - Returns: The subscription's id.
    /// - Throws: ``ConnectorFailure``.
    package func subscribe(to events: [String], at url: String, name: String) async throws -> String {
        try await subscriptions.subscribe(to: events, at: url, name: name)
    }

    /// Ends a subscription.
    ///
    /// - Throws: ``ConnectorFailure``.
    package func remove(_ id: String) async throws { try await subscriptions.removeSubscription(id) }

    /// Gives everything back.
    package func close() async {
        await session.close()
        await http.shutdown()
    }

    /// Takes events in without proof of where they come from, also such as came before.
    ///
    /// - Returns: How many were new, how many are processed again, and what is wrong with the others.
    /// - Throws: ``StateFailure``.
    package static func take(
        _ bodies: [[UInt8]],
        into state: StateStore
    ) async throws(StateFailure) -> (new: Int, again: Int, problems: [String]) {
        let inbox = try Inbox(state)
        var (new, again) = (0, 0)
        var problems: [String] = []
        for body in bodies {
            let event = Connectors.zoomEvent(from: body)
            if let problem = event.problem {
                problems.append(problem)
                continue
            }
            switch try await inbox.store(event, at: WallClock.now()) {
            case .new: new += 1
            case .duplicate:
                try await state.replayEvent(event)
                again += 1
            }
        }
        try inbox.close()
        return (new, again, problems)
    }

    /// Has the events of the last so many seconds processed again; all names when `names` is empty.
    ///
    /// - Returns: How many.
    /// - Throws: ``StateFailure``.
    package static func replay(
        since seconds: Int,
        named names: Set<String>,
        in state: StateStore
    ) async throws(StateFailure) -> Int {
        let now = WallClock.now()
        return try await state.replayEvents(since: Timestamp(seconds: now.seconds - Int64(seconds)), named: names)
    }
}
