package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Synchronization

/// Routes that belong together.
package protocol Routes: Sendable {
    /// Adds them.
    func add(to router: Router<BasicRequestContext>)
}

/// The HTTP server under `serve`. It speaks HTTP/1.1 without TLS: a proxy stands before it.
package final class WebServer: Sendable {
    private let address: ListenAddress
    private let routes: [any Routes]
    private let logger: Logger
    private let group = Mutex<ServiceGroup?>(nil)

    /// A connection without a whole request for so long is closed.
    private static let idle = TimeAmount.seconds(75)

    /// The headers of a request, and one of them, at most: proxies add some to Zoom's dozen.
    private static let headers = HTTP1Channel.Configuration.DecoderConfiguration(
        maxHeaderFieldSize: 8 * 1024,
        maxHeaderListSize: 32 * 1024,
        maxHeaderFieldCount: 100
    )

    /// A server that listens once ``run(onListening:)`` is called.
    package init(_ address: ListenAddress, routes: [any Routes], logger: Logger) {
        self.address = address
        self.routes = routes
        var quiet = logger
        // What Hummingbird says below is of no use to whoever runs this.
        quiet.logLevel = max(logger.logLevel, .warning)
        self.logger = quiet
    }

    /// Serves until ``stop()`` or the task's cancellation; then requests under way are answered first.
    ///
    /// - Parameter onListening: Called once with the port.
    /// - Throws: When the address can't be listened on. Can be called once.
    package func run(onListening: @escaping @Sendable (Int) -> Void) async throws {
        let router = Router()
        for routes in routes { routes.add(to: router) }
        let application = Application(
            router: router,
            server: .http1(
                configuration: HTTP1Channel.Configuration(
                    idleTimeout: Self.idle,
                    httpDecoderConfiguration: Self.headers
                )
            ),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                serverName: "pipeline"
            ),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        let group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [application], logger: logger))
        self.group.withLock { $0 = group }
        try await group.run()
    }

    /// Ends it: no new connections, requests under way are answered.
    package func stop() async {
        await group.withLock { $0 }?.triggerGracefulShutdown()
    }
}
