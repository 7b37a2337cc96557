internal import CEL
internal import HTTP
internal import Logging
internal import PipelineCore

/// The connector opened for one run: one token, one set of budgets, and nothing read twice.
struct ZoomSession: ConnectorSession {
    private let shared: Shared

    /// The account that the app belongs to.
    let accountID: String

    /// What sends the requests.
    var client: ZoomClient { shared.client }

    /// What the account holds.
    var directory: Directory { shared.directory }

    init(_ settings: ZoomSettings, http: any HTTPSending, pacing: Pacing, context: ConnectorContext) {
        var logger = context.logger
        if let level = Self.level(settings) { logger.logLevel = level }
        let client = ZoomClient(settings, http: http, pacing: pacing, context: context, logger: logger)
        accountID = settings.accountID
        shared = Shared(client, settings.narrowing, events: context.events, now: context.now)
    }

    func source(
        _ name: String,
        options: Options,
        layout: RecordLayout,
        pipeline: PipelineSettings
    ) throws -> any Source {
        guard let entry = SourceEntry.all.first(where: { $0.descriptor.name == name }) else {
            throw ConnectorFailure(.missingPrerequisite, "there is no source `\(name)`")
        }
        return entry.make(shared, SourceSetting(options, layout, pipeline))
    }

    func sink(_ name: String, options: Options, columns: [RowColumn], pipeline: PipelineSettings) throws -> Sink {
        throw ConnectorFailure(.missingPrerequisite, "`zoom` has no sinks, so there is no `\(name)`")
    }

    func check() async throws {
        do {
            try await shared.client.check()
        } catch let failure as ZoomFailure {
            throw failure.connectorFailure
        }
    }

    var usage: Usage { shared.client.usage }

    func close() async { await shared.client.close() }

    /// The level that the options ask for; nil for whatever the program has.
    private static func level(_ settings: ZoomSettings) -> Logger.Level? {
        if settings.isDebugging { return .debug }
        return switch settings.logLevel {
        case "error": .error
        case "warning": .warning
        case "debug": .debug
        case "verbose": .trace
        default: nil
        }
    }
}
