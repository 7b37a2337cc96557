import ArgumentParser
import State

/// `pipeline explain`: one person's way through all pipelines.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows every row, decision and delivery of one person, in order, in words."
    )

    @Argument(help: ArgumentHelp("The person's email.", valueName: "email"))
    var email: String

    @Flag(help: "Shows the whole email.")
    var reveal = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("explain", output) {
            let key = try EmailArgument.key(email)
            let store = try StateReading.open(state.path)
            let story = Story(
                key: key,
                rows: try await store.history(of: key),
                changes: try await store.changes(of: key),
                waiting: try await store.waiting(for: key),
                deadLetters: try await store.deadLetters(.of(key), limit: 100),
                isForgotten: try await store.forgotten().contains(key)
            )
            return (story.json(reveal: reveal), story.text(reveal: reveal, output.style))
        }
    }
}
