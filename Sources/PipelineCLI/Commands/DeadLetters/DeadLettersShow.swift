import ArgumentParser
import State

/// `pipeline deadletters show`.
struct DeadLettersShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows one dead letter: the record, what is wrong with it, and what can be done."
    )

    @Argument(help: ArgumentHelp("The dead letter's number.", valueName: "number"))
    var number: Int

    @Flag(help: "Shows whole emails.")
    var reveal = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("deadletters show", output) {
            let found = try await StateReading.open(state.path).deadLetters(.numbers([number]), limit: 1)
            guard let letter = found.first else {
                throw Refusal(
                    .usage,
                    "there is no dead letter \(number)",
                    remedy: "`pipeline deadletters list` lists them"
                )
            }
            return (
                DeadLetterReport.json(letter, reveal: reveal),
                DeadLetterReport.detail(letter, reveal: reveal, output.style)
            )
        }
    }
}
