import ArgumentParser

/// The program.
@main
struct PipelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: "Syncs Zoom into Brevo, as a YAML file says.",
        discussion: """
            A file says which Zoom meetings, webinars and people go to which Brevo contacts and lists.
            `validate` proves the file right, `plan` shows what would change, `apply` does what it says, `serve` keeps \
            doing it, `demo` shows it all without credentials.
            """,
        version: "0.1.0",
        subcommands: [
            ValidateCommand.self, PlanCommand.self, ShowCommand.self, ApplyCommand.self, ServeCommand.self,
            ExpandCommand.self, LockCommand.self, RunsCommand.self, DeadLettersCommand.self, DeliveriesCommand.self,
            WebhooksCommand.self, GraphCommand.self, FormatCommand.self, EvalCommand.self, TestCommand.self,
            InitCommand.self, SchemaCommand.self, SandboxCommand.self, DemoCommand.self, CompletionsCommand.self,
        ]
    )

    static func main() async {
        signalPipesAsErrors()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
