internal import HTTP
package import Logging
package import PipelineCore

/// Asks services what accounts have, outside of a run: nothing is written anywhere, and no state is opened.
package struct AccountReading: Sendable {
    private let http: HTTPClient
    private let logger: Logger

    /// Opens nothing yet.
    ///
    /// - Parameter environment: For certificate authorities.
    package init(environment: [String: String], logger: Logger) {
        http = HTTPClient(HTTPClientConfiguration(environment: environment))
        self.logger = logger
    }

    /// What the account behind a connector has.
    ///
    /// - Throws: ``ConnectorFailure``, `CancellationError`.
    package func inventory(of connector: String, _ options: Options) async throws -> Inventory? {
        try await withSession(of: connector, options) { try await $0.inventory() }
    }

    /// Whether a service accepts a connector's credentials.
    ///
    /// - Throws: ``ConnectorFailure``, `CancellationError`.
    package func check(_ connector: String, _ options: Options) async throws {
        try await withSession(of: connector, options) { try await $0.check() }
    }

    /// Gives everything back.
    package func close() async { await http.shutdown() }

    private func withSession<Result: Sendable>(
        of name: String,
        _ options: Options,
        _ body: (any ConnectorSession) async throws -> Result
    ) async throws -> Result {
        guard let connector = Connectors.all(http: http).first(where: { $0.descriptor.name == name }) else {
            throw ConnectorFailure(.permanent, "there is no connector `\(name)`")
        }
        let context = ConnectorContext(now: WallClock.now, counters: ForgottenCounters(), logger: logger)
        let session = try connector.open(options, context: context)
        do {
            let result = try await body(session)
            await session.close()
            return result
        } catch {
            await session.close()
            throw error
        }
    }
}
