import ArgumentParser
import Assembly
import JSON

extension WebhooksCommand {
    /// `pipeline webhooks subscribe`.
    struct Subscribe: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "subscribe",
            abstract: "Has Zoom send events to an address of ours.",
            discussion: """
                Zoom asks at the address at once whether it is ours, so `pipeline serve` must be running behind it. Needs an app
                that may manage event subscriptions; otherwise enter the address on the app's page in the Zoom App Marketplace.
                """
        )

        @OptionGroup var configuration: ConfigurationOptions
        @OptionGroup var output: OutputOptions

        @Option(help: ArgumentHelp("The address: https://hooks.example.com/webhooks/zoom.", valueName: "address"))
        var url: String

        @Option(
            name: .customLong("event"),
            help: ArgumentHelp("An event; may be given several times (default: those that the pipelines wait for).")
        )
        var events: [String] = []

        @Option(help: "What Zoom shows it as.")
        var name = "pipeline"

        func validate() throws {
            guard url.hasPrefix("https://") else {
                throw ValidationError("Zoom sends webhooks to https addresses only")
            }
        }

        func run() async throws {
            try await WebhooksCommand.administer("webhooks subscribe", configuration, output) { job, graph in
                let events = events.isEmpty ? WebhookJob.events(of: graph) : events
                guard !events.isEmpty else {
                    throw Refusal(
                        .usage,
                        "no pipeline waits for a webhook",
                        remedy: "write `on: { webhook: … }` in the file, or name events with --event"
                    )
                }
                let id = try await job.subscribe(to: events, at: url, name: name)
                if !output.json { Output.result("Zoom sends \(events.joined(separator: ", ")) to \(url) (\(id)).") }
                return ["id": .string(id), "events": .array(events.map(JSONValue.string)), "url": .string(url)]
            }
        }
    }
}
