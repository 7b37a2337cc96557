internal import Engine
internal import PipelineCore
internal import Planning
internal import State

/// A graph with its connectors opened: every source and sink made, no request sent yet.
struct OpenedGraph: Sendable {
    let sessions: [String: any ConnectorSession]
    let pipelines: [RunnablePipeline]

    /// The sinks whose deliveries can't be taken back.
    private let sends: [any SendSink]

    /// What each destination must have, with the connector that it belongs to.
    let needs: [Need]

    /// What a destination must have.
    struct Need: Sendable {
        let connector: String
        let destination: any Destination
        var needs: DestinationNeeds

        /// How many things a run creates in it.
        func creations(in findings: [PreflightFinding]) -> Int {
            let names = Set(needs.attributes.map { $0.name.uppercased() })
            return findings.lazy.compactMap(\.prerequisite).count {
                $0.isCreated && ($0.kind == .list || names.contains($0.name.uppercased()))
            }
        }
    }

    /// Opens the connectors that the selected pipelines use.
    ///
    /// - Throws: ``ConnectorFailure``.
    init(
        _ graph: Graph,
        selecting selected: Set<String>?,
        connectors: [any Connector],
        context: ConnectorContext,
        createsAttributes: Bool
    ) throws {
        var sessions: [String: any ConnectorSession] = [:]
        func session(_ name: String) throws -> any ConnectorSession {
            if let open = sessions[name] { return open }
            guard let connector = connectors.first(where: { $0.descriptor.name == name }) else {
                throw ConnectorFailure(.permanent, "there is no connector `\(name)`")
            }
            let opened = try connector.open(graph.connectors[name]?.options ?? Options(), context: context)
            sessions[name] = opened
            return opened
        }
        var pipelines: [RunnablePipeline] = []
        var needs: [Need] = []
        var sends: [any SendSink] = []
        for pipeline in graph.pipelines where pipeline.isEnabled && selected?.contains(pipeline.name) != false {
            let settings = PipelineSettings(name: pipeline.name, timeZone: pipeline.timeZone)
            let source = try session(pipeline.source.connector).source(
                pipeline.source.name,
                options: pipeline.source.options,
                layout: pipeline.source.layout,
                pipeline: settings
            )
            let sink = try session(pipeline.sink.connector).sink(
                pipeline.sink.name,
                options: pipeline.sink.options,
                columns: pipeline.columns,
                pipeline: settings
            )
            if case .keyed(let keyed) = sink {
                Self.note(pipeline, keyed, createsAttributes: createsAttributes, in: &needs)
            }
            if case .sends(let send) = sink { sends.append(send) }
            pipelines.append(
                RunnablePipeline(
                    identity: PipelineIdentity(name: pipeline.name, fingerprint: pipeline.fingerprint),
                    source: source,
                    fields: pipeline.source.layout.fields.map(\.name),
                    since: pipeline.source.options.seconds("since") ?? 30 * 86_400,
                    stages: pipeline.stages,
                    columns: pipeline.columns,
                    sink: sink
                )
            )
        }
        self.sessions = sessions
        self.pipelines = pipelines
        self.needs = needs
        self.sends = sends
    }

    /// Checks credentials and that the destinations have what the pipelines need.
    ///
    /// - Throws: ``ConnectorFailure``, when a service can't be used at all.
    func preflight() async throws -> [PreflightFinding] {
        for (_, session) in sessions.sorted(by: { $0.key < $1.key }) { try await session.check() }
        var findings: [PreflightFinding] = []
        for need in needs { findings += try await need.destination.preflight(need.needs) }
        for sink in sends { findings += try await sink.preflight() }
        return findings
    }

    /// The accounts that are written to, by connector, as the services name them.
    ///
    /// - Throws: ``ConnectorFailure``.
    func accounts() async throws -> [String: String] {
        var accounts: [String: String] = [:]
        for need in needs { accounts[need.connector] = try await sessions[need.connector]?.account() }
        return accounts
    }

    /// Creates what a preflight without errors found missing and to be created.
    ///
    /// - Throws: ``ConnectorFailure``.
    func create() async throws -> [PreflightFinding] {
        var findings: [PreflightFinding] = []
        for need in needs { findings += try await need.destination.create(need.needs) }
        return findings
    }

    /// The requests made so far, by connector.
    func usage() async -> [String: Usage] {
        var result: [String: Usage] = [:]
        for (name, session) in sessions { result[name] = await session.usage }
        return result
    }

    /// Ends all sessions; saves what must survive.
    func close() async {
        for session in sessions.values { await session.close() }
    }

    private static func note(
        _ pipeline: Pipeline,
        _ sink: any KeyedSink,
        createsAttributes: Bool,
        in all: inout [Need]
    ) {
        let place = all.firstIndex { $0.destination.id == sink.destination.id } ?? all.count
        if place == all.count {
            all.append(
                Need(
                    connector: pipeline.sink.connector,
                    destination: sink.destination,
                    needs: DestinationNeeds(createsAttributes: createsAttributes)
                )
            )
        }
        for column in pipeline.columns where column.name != "email" {
            all[place].needs.attributes.append(
                DestinationNeeds.AttributeNeed(name: column.name, type: column.type, pipeline: pipeline.name)
            )
        }
        for list in sink.memberships { all[place].needs.memberships[list, default: []].append(pipeline.name) }
    }
}
