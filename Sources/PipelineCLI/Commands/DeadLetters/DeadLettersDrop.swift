import ArgumentParser
import JSON
import State

/// `pipeline deadletters drop`.
struct DeadLettersDrop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop",
        abstract: "Gives dead letters up: they are no longer listed, and the same records aren't tried again."
    )

    @OptionGroup var chosen: DeadLetterChoice
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("deadletters drop", output) {
            let selection = try chosen.selection()
            let count = try await StateReading.deciding(state.path, "deadletters drop") { store in
                try await store.dropDeadLetters(selection)
            }
            let text = count == 0 ? "No dead letter matches." : "\(NumberText.count(count, "dead letter")) dropped."
            return (.object(JSONObject([("dropped", .int(count))])), text)
        }
    }
}
