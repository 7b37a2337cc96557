package import HTTP
internal import Logging
package import PipelineCore

/// Brevo, to which contacts are delivered.
package struct BrevoConnector: Connector {
    private let http: any HTTPSending
    private let clock: any Clock<Duration>
    private let jitter: @Sendable (Duration) -> Duration

    /// Makes the connector.
    ///
    /// - Parameters:
    ///   - clock: What waits go by: pacing, repeats, asking after imports.
    ///   - jitter: Draws a wait from zero up to the one given; by default evenly.
    package init(
        http: any HTTPSending,
        clock: any Clock<Duration> = ContinuousClock(),
        jitter: @escaping @Sendable (Duration) -> Duration = BrevoConnector.evenly
    ) {
        self.http = http
        self.clock = clock
        self.jitter = jitter
    }

    /// What Brevo offers.
    package static let descriptor = ConnectorDescriptor(
        name: "brevo",
        doc: "Brevo: contacts, their attributes and lists, events, mails and campaigns.",
        options: BrevoOptions.fields,
        sinks: [
            BrevoContacts.descriptor, BrevoDoubleOptin.descriptor, BrevoEvents.descriptor, BrevoEmail.descriptor,
            BrevoCampaign.descriptor,
        ],
        endpoints: Operation.endpoints,
        hasInventory: true
    )

    /// The same, of an instance.
    package var descriptor: ConnectorDescriptor { Self.descriptor }

    /// Opens an account; makes no request.
    ///
    /// - Throws: ``ConnectorFailure``, for options that can't be.
    package func open(_ options: Options, context: ConnectorContext) throws -> any ConnectorSession {
        let configuration = try BrevoConfiguration(options)
        let pacing = Pacing(configuration.limits, account: configuration.accountID, clock: clock, context: context)
        let client = Client(
            http: http,
            baseURL: configuration.baseURL,
            key: configuration.apiKey,
            pacing: pacing,
            clock: clock,
            now: context.now,
            jitter: jitter
        )
        let account = BrevoAccount(client, id: configuration.accountID, logger: context.logger)
        return BrevoSession(account: account, client: client, pacing: pacing)
    }

    /// Draws a wait from zero up to the one given, each as likely.
    @Sendable
    package static func evenly(upTo longest: Duration) -> Duration {
        .nanoseconds(Int64.random(in: 0...max(0, Int64(longest / .nanoseconds(1)))))
    }
}
