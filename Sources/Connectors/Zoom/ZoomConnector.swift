package import HTTP
package import PipelineCore

/// Reads meetings, webinars and the people in them from Zoom (developers.zoom.us/docs/api), with a Server-to-Server OAuth app.
package struct ZoomConnector: Connector {
    private let http: any HTTPSending
    private let pacing: Pacing

    /// Makes the connector; opens nothing.
    ///
    /// - Parameters:
    ///   - clock: What requests are paced by, and what waits before repeats sleep by.
    ///   - random: Random bits for the jitter of those waits.
    package init(
        http: any HTTPSending,
        clock: any Clock<Duration> = ContinuousClock(),
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.http = http
        pacing = Pacing(clock: clock, random: random)
    }

    /// What the connector offers, as data.
    package static let descriptor = ConnectorDescriptor(
        name: "zoom",
        doc: "Zoom meetings and webinars: who registered, who came, who didn't.",
        options: ZoomOptions.fields,
        sources: SourceEntry.all.map(\.descriptor),
        compact: CompactForm.rules,
        notices: CompactForm.notices,
        endpoints: Operations.endpoints,
        former: Operations.former
    )

    /// What the connector offers, as data.
    package var descriptor: ConnectorDescriptor { Self.descriptor }

    /// Opens it for one run.
    ///
    /// - Throws: ``ConnectorFailure``, when credentials are missing.
    package func open(_ options: Options, context: ConnectorContext) throws -> any ConnectorSession {
        ZoomSession(try ZoomSettings(options), http: http, pacing: pacing, context: context)
    }
}
