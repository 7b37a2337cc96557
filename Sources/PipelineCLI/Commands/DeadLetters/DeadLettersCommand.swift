import ArgumentParser

/// `pipeline deadletters`: records that couldn't be delivered, why, and what becomes of them.
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadletters",
        abstract: "Looks into the records that couldn't be delivered, and decides about them.",
        subcommands: [
            DeadLettersList.self, DeadLettersShow.self, DeadLettersReplay.self, DeadLettersDrop.self,
        ],
        defaultSubcommand: DeadLettersList.self
    )
}
