import ArgumentParser
import JSON
import State

/// `pipeline deadletters list`.
struct DeadLettersList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists dead letters, the newest first; emails are masked."
    )

    @OptionGroup var filter: DeadLetterFilter

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit = 50

    @Flag(help: "Shows whole emails.")
    var reveal = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("deadletters list", output) {
            let letters = try await StateReading.open(state.path).deadLetters(filter.selection, limit: limit)
            let list = JSONValue.array(letters.map { DeadLetterReport.json($0, reveal: reveal) })
            return (list, DeadLetterReport.list(letters, reveal: reveal, output.style))
        }
    }
}
