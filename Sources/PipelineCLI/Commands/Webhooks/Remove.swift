import ArgumentParser
import Assembly
import JSON

extension WebhooksCommand {
    /// `pipeline webhooks remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove",
            abstract: "Ends a subscription made by Zoom's API."
        )

        @OptionGroup var configuration: ConfigurationOptions
        @OptionGroup var output: OutputOptions

        @Option(help: ArgumentHelp("The subscription, as `webhooks list` shows it.", valueName: "id"))
        var id: String

        func run() async throws {
            try await WebhooksCommand.administer("webhooks remove", configuration, output) { job, _ in
                try await job.remove(id)
                if !output.json { Output.result("Zoom sends nothing for \(id) any more.") }
                return ["id": .string(id)]
            }
        }
    }
}
