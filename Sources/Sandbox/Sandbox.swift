import Hummingbird
import Logging
import NIOCore

/// A simulated Zoom and a simulated Brevo in one process on one loopback port.
///
/// Behaves as the two services' definitions and documentation say, rate limits, asynchronous imports and late
/// reports included; what it doesn't know it refuses. No request leaves the machine.
///
/// | path | stands for |
/// |---|---|
/// | `/zoom/v2/…` | `https://api.zoom.us/v2/…` |
/// | `/zoom/oauth/…` | `https://zoom.us/oauth/…` |
/// | `/brevo/v3/…` | `https://api.brevo.com/v3/…` |
/// | `/_sandbox/…` | the inspection, see ``SandboxWorld`` |
package final class Sandbox: Sendable {
    /// The state, to look at and change while the sandbox runs.
    package let world: SandboxWorld
    private let configuration: SandboxConfiguration
    private let bound = Latch<Int>()

    /// A sandbox that listens once ``run()`` is called.
    package init(_ configuration: SandboxConfiguration = SandboxConfiguration()) {
        self.configuration = configuration
        world = SandboxWorld(configuration)
    }

    /// The port it listens on; waits until it does. Throws what ``run()`` threw if it ended before.
    package var port: Int {
        get async throws { try await bound.value }
    }

    /// Serves until the task is cancelled or a graceful shutdown is asked for; then ends without an error.
    ///
    /// Throws when the port can't be bound. Can be called once.
    package func run() async throws {
        let bound = bound
        let application = Application(
            responder: SandboxResponder(world: world),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: configuration.port),
                serverName: "sandbox"
            ),
            onServerRunning: { channel in bound.open(channel.localAddress?.port ?? 0) },
            logger: Logger(label: "sandbox", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        do {
            try await application.run()
            bound.fail(CancellationError())
        } catch {
            bound.fail(error)
            guard Task.isCancelled else { throw error }
        }
    }
}
