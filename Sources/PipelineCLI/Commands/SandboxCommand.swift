import ArgumentParser
import Sandbox

/// `pipeline sandbox`: a simulated Zoom and Brevo on this machine.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract: "Runs a simulated Zoom and Brevo on a loopback port, for trying files out and for CI.",
        discussion: """
            It behaves as the services' documentation says, rate limits and late reports included, and refuses what it doesn't
            know. GET /_sandbox/requests, /contacts, /lists, /violations show what it received.
            """
    )

    @Option(help: ArgumentHelp("The port; 0 takes a free one.", valueName: "number"))
    var port = 8787

    @OptionGroup var options: SandboxOptions

    func run() async throws {
        let sandbox = Sandbox(options.configuration(port: port))
        let credentials = SandboxCredentials()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let address = "http://127.0.0.1:\(try await sandbox.port)"
            Output.result(
                """
                Zoom and Brevo, simulated, at \(address) until Ctrl-C.

                export ZOOM_ACCOUNT_ID=\(credentials.accountID) ZOOM_CLIENT_ID=\(credentials.clientID) \
                ZOOM_CLIENT_SECRET=\(credentials.clientSecret) BREVO_API_KEY=\(credentials.apiKey)
                pipeline apply FILE --set connectors.zoom.api_url=\(address)/zoom/v2 \
                --set connectors.zoom.oauth_url=\(address)/zoom/oauth --set connectors.brevo.api_url=\(address)/brevo/v3
                """
            )
            try await group.waitForAll()
        }
    }
}
