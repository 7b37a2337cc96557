import ArgumentParser
import Assembly
import JSON
import PipelineCore

extension WebhooksCommand {
    /// `pipeline webhooks list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Lists the subscriptions made by Zoom's API; those of the app's own page aren't among them."
        )

        @OptionGroup var configuration: ConfigurationOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await WebhooksCommand.administer("webhooks list", configuration, output) { job, _ in
                let subscriptions = try await job.list()
                if !output.json { Output.result(Self.text(subscriptions, output.style)) }
                return .array(
                    subscriptions.map {
                        [
                            "id": .string($0.id), "name": .string($0.name), "url": .string($0.url),
                            "events": .array($0.events.map(JSONValue.string)),
                        ]
                    }
                )
            }
        }

        private static func text(_ subscriptions: [WebhookSubscription], _ style: Style) -> String {
            if subscriptions.isEmpty { return "There are no subscriptions made by Zoom's API." }
            return subscriptions.map { subscription in
                "\(style.bold(subscription.id))  \(subscription.name)  \(subscription.url)\n  "
                    + subscription.events.joined(separator: ", ")
            }.joined(separator: "\n")
        }
    }
}
