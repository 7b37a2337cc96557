import ArgumentParser
import JSON
import State

/// `pipeline deadletters replay`.
struct DeadLettersReplay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Gives dead letters another chance: the next `apply` delivers them, or reads their records anew.",
        discussion: "Mend the cause first. Newer values still win: a replayed record keeps the moment it speaks for."
    )

    @OptionGroup var chosen: DeadLetterChoice
    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("deadletters replay", output) {
            let selection = try chosen.selection()
            let replay = try await StateReading.deciding(state.path, "deadletters replay") { store in
                try await store.replayDeadLetters(selection)
            }
            let result = JSONObject([
                ("delivered", .int(replay.delivered)), ("readAgain", .int(replay.readAgain)),
                ("orphaned", .int(replay.orphaned)),
            ])
            return (.object(result), text(replay))
        }
    }

    private func text(_ replay: DeadLetterReplay) -> String {
        var lines: [String] = []
        if replay.delivered > 0 {
            lines.append("\(NumberText.count(replay.delivered, "dead letter")) will be delivered by the next apply.")
        }
        if replay.readAgain > 0 {
            lines.append("\(NumberText.count(replay.readAgain, "record")) will be read anew by the next apply.")
        }
        if replay.orphaned > 0 {
            lines.append(
                "\(NumberText.count(replay.orphaned, "dead letter")) kept: the pipeline is no longer in the state."
            )
        }
        return lines.isEmpty ? "No dead letter matches." : lines.joined(separator: "\n")
    }
}
