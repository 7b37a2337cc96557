internal import CEL
internal import Engine
internal import HTTP
package import Logging
internal import PipelineCore
package import Planning
package import Server
package import State
internal import Synchronization

/// `serve`: receives webhooks and runs pipelines until it is stopped.
package final class ServeJob: Sendable {
    private struct Current {
        var graph: Graph
        var control: RunControl?
        var runs = 0
    }

    private let lock: RunLock
    private let state: StateStore
    private let inbox: Inbox
    private let http: HTTPClient
    private let createsAttributes: Bool
    private let logger: Logger
    private let current: Mutex<Current>
    private let parts = Mutex<Parts?>(nil)
    private let isStopping = Mutex(false)

    /// What runs side by side.
    private struct Parts {
        let receiver: Receiver
        let server: WebServer
        let conductor: Conductor
    }

    /// Opens the state and listens to nobody yet.
    ///
    /// - Parameter environment: For certificate authorities.
    /// - Throws: ``StateFailure``.
    package init(
        graph: Graph,
        statePath: String,
        listen: ListenAddress,
        createsAttributes: Bool,
        environment: [String: String],
        logger: Logger
    ) throws(StateFailure) {
        lock = try RunLock(path: statePath, owner: "serve since \(WallClock.now().rfc3339)")
        state = try StateStore(path: statePath)
        inbox = try Inbox(state)
        http = HTTPClient(HTTPClientConfiguration(environment: environment))
        self.createsAttributes = createsAttributes
        self.logger = logger
        current = Mutex(Current(graph: graph))
        parts.withLock { $0 = makeParts(graph, listen) }
    }

    /// Whether a graph has what is needed to tell Zoom's webhooks from others.
    package static func receivesWebhooks(_ graph: Graph) -> Bool { !Connectors.webhookGates(graph).isEmpty }

    /// How many pipelines of a graph run by themselves.
    package static func triggered(_ graph: Graph) -> Int { graph.triggerRules.count }

    /// Serves until ``stop()``.
    ///
    /// - Parameter onListening: Called once with the port.
    /// - Throws: When the address can't be listened on.
    package func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        guard let parts = parts.withLock({ $0 }) else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await parts.server.run(onListening: onListening) }
            group.addTask {
                await parts.conductor.run()
                await parts.server.stop()
            }
            do {
                while try await group.next() != nil {}
            } catch {
                parts.conductor.stop()
                throw error
            }
        }
    }

    /// Takes no more webhooks, ends the run under way after what it is at, and then ends.
    package func stop() {
        isStopping.withLock { $0 = true }
        parts.withLock { $0 }?.conductor.stop()
        current.withLock { $0.control }?.drain()
    }

    /// Goes on with another configuration from the next run and the next webhook on.
    package func use(_ graph: Graph) {
        current.withLock { $0.graph = graph }
        let parts = parts.withLock { $0 }
        parts?.receiver.use(gates: Connectors.webhookGates(graph), logsEvents: Self.logsWebhooks(graph))
        parts?.conductor.use(graph.triggerRules)
    }

    /// What was received, and how many runs there were.
    package var tally: (received: ReceiverTally?, runs: Int) {
        (parts.withLock { $0 }?.receiver.counts, current.withLock(\.runs))
    }

    /// Gives everything back.
    package func close() async {
        await http.shutdown()
        try? inbox.close()
        try? state.close()
        lock.release()
    }

    private func makeParts(_ graph: Graph, _ listen: ListenAddress) -> Parts {
        let logger = logger
        let conductor = Conductor(
            state: state,
            rules: graph.triggerRules,
            now: WallClock.now,
            sleep: { try? await Task.sleep(for: $0) },
            tell: { Self.log($0, logger) },
            perform: { [weak self] jobs in await self?.perform(jobs) ?? [:] }
        )
        let receiver = Receiver(
            inbox: inbox,
            gates: Connectors.webhookGates(graph),
            logsEvents: Self.logsWebhooks(graph),
            now: WallClock.now,
            logger: logger,
            onStored: { conductor.wake() }
        )
        let health = HealthRoutes { [weak self] in
            receiver.canStore && self?.isStopping.withLock { $0 } == false
        }
        let server = WebServer(listen, routes: [WebhookRoutes(receiver), health], logger: logger)
        return Parts(receiver: receiver, server: server, conductor: conductor)
    }

    private func perform(_ jobs: [Job]) async -> [String: JobResult] {
        let control = RunControl()
        let graph = current.withLock { current in
            current.control = control
            current.runs += 1
            return current.graph
        }
        if isStopping.withLock({ $0 }) { control.drain() }
        let run = ServeRun(
            graph: graph,
            state: state,
            http: http,
            control: control,
            createsAttributes: createsAttributes,
            logger: logger
        )
        let results = await run.perform(jobs)
        current.withLock { $0.control = nil }
        return results
    }

    private static func logsWebhooks(_ graph: Graph) -> Bool {
        graph.connectors.values.contains { $0.options.bool("log_webhooks") }
    }

    private static func log(_ news: Conductor.News, _ logger: Logger) {
        switch news {
        case .taken(_, let starts) where starts.isEmpty: break
        case .taken(let stored, let starts):
            let topic = (stored.event.focus?.details["topic"]).flatMap { $0.isEmpty ? nil : " “\($0)”" } ?? ""
            logger.info("\(stored.event.name)\(topic) starts \(starts.joined(separator: ", "))")
        case .troubled(let failure): logger.error("\(failure.message); \(failure.remedy)")
        }
    }
}
