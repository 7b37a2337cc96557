import ArgumentParser
import JSON
import PipelineCore
import State

/// `pipeline deadletters`: records that couldn't be delivered, and why.
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadletters",
        abstract: "Lists the records that couldn't be delivered, and why.",
        subcommands: [List.self],
        defaultSubcommand: List.self
    )

    /// `pipeline deadletters list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Lists dead letters, the newest first; emails are masked."
        )

        @Option(help: ArgumentHelp("Only those of this run.", valueName: "number"))
        var run: Int?

        @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
        var limit = 50

        @Flag(help: "Shows whole emails.")
        var reveal = false

        @OptionGroup var output: OutputOptions
        @OptionGroup var state: StateOptions

        func run() async throws {
            do {
                let letters = try await StateReading.open(state.path).deadLetters(run: run, limit: limit)
                if output.json {
                    let result = JSONValue.array(letters.map { DeadLetterReport.json($0, reveal: reveal) })
                    Output.result(
                        Envelope(command: "deadletters list", isOK: true, result: result, diagnostics: []).text
                    )
                } else {
                    Output.result(DeadLetterReport.text(letters, reveal: reveal, output.style))
                }
            } catch let failure as StateFailure {
                throw Refusal(failure).reported(by: "deadletters list", output)
            } catch let refusal as Refusal {
                throw refusal.reported(by: "deadletters list", output)
            }
        }
    }
}
