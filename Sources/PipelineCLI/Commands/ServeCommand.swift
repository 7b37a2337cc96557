import ArgumentParser
import Assembly
import JSON
import Planning
import Server

/// `pipeline serve`: keeps doing what the files say.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract:
            "Receives Zoom's webhooks and runs pipelines when meetings end and on their schedules, until it is stopped.",
        discussion: """
            Zoom reaches it through a proxy that speaks TLS, at /webhooks/zoom; /healthz answers when it runs, /readyz when it
            takes webhooks. SIGHUP reads the files anew, SIGTERM and Ctrl-C end it after what it is at. See docs/serve.md.
            """
    )

    @OptionGroup var configuration: ConfigurationOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "address:port"))
    var listen = ListenArgument(ListenAddress(host: "127.0.0.1", port: 8_080))

    @Flag(name: .customLong("create-attributes"), help: "Creates the Brevo attributes that are mapped and missing.")
    var createAttributes = false

    func run() async throws {
        do {
            guard let graph = try load() else { throw ExitStatus.invalid.exit }
            let status = try await ServeRunner(
                graph: graph,
                reload: load,
                statePath: state.path,
                listen: listen.address,
                createsAttributes: createAttributes,
                environment: try configuration.environment(),
                output: output
            ).run()
            if status != .done { throw status.exit }
        } catch let refusal as Refusal {
            throw refusal.reported(by: "serve", output)
        }
    }

    /// The configuration as it is now; nil, after saying why, when it is invalid.
    private func load() throws -> Graph? {
        let loading = try configuration.load(for: .serve)
        if loading.graph == nil, output.json {
            let envelope = Envelope(
                command: "serve",
                isOK: false,
                result: .null,
                diagnostics: loading.diagnostics.map(DiagnosticJSON.value)
            )
            Output.result(envelope.text)
        } else {
            let report = TextReport(usesColor: output.errorStyle.isOn)
            let text = loading.graph == nil ? report.text(loading) : report.text(loading.diagnostics)
            if !text.isEmpty { Output.note(text) }
        }
        return loading.graph
    }
}
