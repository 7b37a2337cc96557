package import Logging

/// A connector that can be opened.
package protocol Connector: Sendable {
    /// What it offers.
    var descriptor: ConnectorDescriptor { get }

    /// Opens it for one run: no request is made before a source or a sink is used.
    ///
    /// - Throws: ``ConnectorFailure``, when the options can't work together.
    func open(_ options: Options, context: ConnectorContext) throws -> any ConnectorSession
}

/// A connector opened for one run: its sources and sinks share tokens, budgets and what was already read.
package protocol ConnectorSession: Sendable {
    /// Makes a source that reads the fields of `layout`.
    func source(_ name: String, options: Options, layout: RecordLayout, pipeline: PipelineSettings) throws -> any Source

    /// Makes a sink for rows with these columns.
    func sink(_ name: String, options: Options, columns: [RowColumn], pipeline: PipelineSettings) throws -> Sink

    /// Checks that the credentials are accepted, with as few requests as that takes.
    ///
    /// - Throws: ``ConnectorFailure``.
    func check() async throws

    /// What the account has that a configuration can be checked against; nil for connectors without one.
    ///
    /// - Throws: ``ConnectorFailure``.
    func inventory() async throws -> Inventory?

    /// What the service calls the account; nil for connectors without accounts.
    ///
    /// - Throws: ``ConnectorFailure``.
    func account() async throws -> String?

    /// The requests made so far, by rate label, and the 429s met.
    var usage: Usage { get async }

    /// Ends it; saves what must survive.
    func close() async
}

extension ConnectorSession {
    /// Connectors without credentials have nothing to check.
    package func check() async throws {}

    /// Most connectors have nothing that the others could be checked against.
    package func inventory() async throws -> Inventory? { nil }

    /// Connectors without accounts have no name for one.
    package func account() async throws -> String? { nil }
}

/// What a source or sink knows of the pipeline it works for.
package struct PipelineSettings: Sendable, Hashable {
    /// The pipeline's name.
    package let name: String

    /// The IANA time zone that decides which day a moment falls on.
    package let timeZone: String

    /// Makes settings.
    package init(name: String, timeZone: String = "UTC") {
        self.name = name
        self.timeZone = timeZone
    }
}

/// The requests that a connector made.
package struct Usage: Sendable, Hashable {
    /// Requests by rate label.
    package var requests: [String: Int]

    /// 429s met.
    package var throttled: Int

    /// How many requests we may make, by rate label: our part of the service's limits.
    package var limits: [String: [Rate]]

    /// Makes a usage.
    package init(requests: [String: Int] = [:], throttled: Int = 0, limits: [String: [Rate]] = [:]) {
        self.requests = requests
        self.throttled = throttled
        self.limits = limits
    }
}

/// What a connector is given by its surroundings.
package struct ConnectorContext: Sendable {
    /// The wall clock.
    package let now: @Sendable () -> Timestamp

    /// Where hourly and daily counters survive a restart.
    package let counters: any CounterStore

    /// The webhooks that were received.
    package let events: any EventStore

    /// Where it reports what happens.
    package let logger: Logger

    /// Makes a context.
    package init(
        now: @escaping @Sendable () -> Timestamp,
        counters: any CounterStore,
        events: any EventStore = NoEvents(),
        logger: Logger
    ) {
        self.now = now
        self.counters = counters
        self.events = events
        self.logger = logger
    }
}
