import ArgumentParser
import JSON
import State

/// `pipeline state backup`.
struct StateBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Writes a copy of the state to a new file, also while a run goes on."
    )

    @Argument(help: ArgumentHelp("The new file.", valueName: "file"))
    var file: String

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("state backup", output) {
            try await StateReading.open(state.path).backUp(to: file)
            return (
                .object(JSONObject([("file", .string(file))])),
                "Written to \(file). It holds people's data: keep it as safe as the state."
            )
        }
    }
}
