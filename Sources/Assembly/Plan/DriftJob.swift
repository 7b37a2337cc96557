package import Engine
internal import HTTP
package import Logging
internal import PipelineCore
package import Planning
internal import State

/// One `plan --drift`: compares what was delivered with what the services have now; changes nothing.
package struct DriftJob: Sendable {
    private let state: StateStore
    private let opened: OpenedGraph
    private let http: HTTPClient

    /// Opens the state and the connectors; sends nothing yet.
    ///
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package init(
        graph: Graph,
        selected: Set<String>?,
        statePath: String,
        environment: [String: String],
        logger: Logger
    ) throws {
        state = try StateStore(path: statePath)
        http = HTTPClient(HTTPClientConfiguration(environment: environment))
        opened = try OpenedGraph(
            graph,
            selecting: selected,
            connectors: Connectors.all(http: http),
            context: ConnectorContext(now: WallClock.now, counters: state, logger: logger),
            createsAttributes: false
        )
    }

    /// Finds what people changed since.
    ///
    /// - Returns: The number of contacts compared.
    /// - Throws: ``StateFailure``, ``ConnectorFailure``.
    package func run(_ found: (Drift) -> Void) async throws -> Int {
        var count = 0
        for need in opened.needs {
            let attributes = Set(need.needs.attributes.map { $0.name.uppercased() })
            count += try await DriftSearch(need.destination, attributes: attributes, state: state).run(found)
        }
        return count
    }

    /// Gives everything back.
    package func close() async {
        await opened.close()
        await http.shutdown()
        try? state.close()
    }
}
