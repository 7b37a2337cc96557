import CEL
import HTTP
import Logging
import PipelineCore
import Synchronization
import Testing

@testable import ZoomConnector

/// A session against a scripted Zoom, on a clock that jumps.
struct Bench: Sendable {
    static let start = Timestamp(seconds: 1_795_003_200)

    let zoom: ScriptedZoom
    let clock: JumpingClock
    let counters: MemoryCounters
    let session: any ConnectorSession

    init(
        _ zoom: ScriptedZoom = ScriptedZoom(),
        options: [String: OptionValue] = [:],
        counters: MemoryCounters = MemoryCounters(),
        random: @escaping @Sendable () -> UInt64 = { .max }
    ) throws {
        let clock = JumpingClock()
        self.zoom = zoom
        self.clock = clock
        self.counters = counters
        let connector = ZoomConnector(http: zoom, clock: clock, random: random)
        let context = ConnectorContext(now: { clock.wall }, counters: counters, logger: Self.logger)
        session = try connector.open(Self.options(options), context: context)
    }

    static var logger: Logger {
        var logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        logger.logLevel = .critical
        return logger
    }

    static func options(_ more: [String: OptionValue] = [:]) -> Options {
        var options = Options([
            "account_id": .string("account"), "client_id": .string("client"), "client_secret": .secret(Secret("hush")),
            "api_url": .string(ScriptedZoom.api), "oauth_url": .string(ScriptedZoom.oauth),
        ])
        for (name, value) in more { options.set(name, to: value) }
        return options
    }

    /// The settings alone, for parts of the connector.
    static func client(_ zoom: ScriptedZoom, clock: JumpingClock, random: @escaping @Sendable () -> UInt64 = { .max })
        throws
        -> ZoomClient
    {
        ZoomClient(
            try ZoomSettings(options()),
            http: zoom,
            pacing: Pacing(clock: clock, random: random),
            context: ConnectorContext(now: { clock.wall }, counters: MemoryCounters(), logger: logger),
            logger: logger
        )
    }

    /// A source that reads some fields, or all.
    func source(
        _ name: String,
        _ fields: [String]? = nil,
        options: [String: OptionValue] = [:],
        pipeline: String? = nil
    ) throws -> any Source {
        let descriptor = try #require(ZoomConnector.descriptor.sources.first { $0.name == name })
        let schema = descriptor.schema(Options(options))
        let layout = RecordLayout(schema, selecting: Set(fields ?? schema.fields.map(\.name)))
        return try session.source(
            name,
            options: Options(options),
            layout: layout,
            pipeline: PipelineSettings(name: pipeline ?? name)
        )
    }

    /// Finds the partitions of the last days.
    func discover(_ source: any Source, days: Int = 30) async throws -> (found: [Partition], notices: [Notice]) {
        let found = Mutex<[Partition]>([])
        let window = Window(since: Self.start.later(-days * 86_400), until: clock.wall)
        let notices = try await source.discover(window) { partition in found.withLock { $0.append(partition) } }
        return (found.withLock { $0 }.sorted { $0.id < $1.id }, notices)
    }

    /// Reads a partition; each record is a dictionary of those fields.
    func read(
        _ source: any Source,
        _ partition: Partition,
        _ fields: [String]
    ) async throws -> (records: [[String: Value]], moments: [Moment], reading: Reading) {
        let taken = Mutex<[Record]>([])
        let reading = try await source.read(partition) { records in taken.withLock { $0 += records } }
        let records = taken.withLock { $0 }
        return (
            records.map { Dictionary(uniqueKeysWithValues: zip(fields, $0.slots)) }, records.map(\.moment), reading
        )
    }
}

/// Counters kept in memory.
actor MemoryCounters: CounterStore {
    private(set) var saved: [String: [SavedCounter]] = [:]

    init(_ saved: [String: [SavedCounter]] = [:]) { self.saved = saved }

    func counters(account: String, label: String) -> [SavedCounter] { saved["\(account) \(label)"] ?? [] }

    func save(_ counters: [SavedCounter], account: String, label: String) { saved["\(account) \(label)"] = counters }
}
