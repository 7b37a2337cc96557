import ArgumentParser

/// `pipeline state`: what is remembered between runs.
struct StateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Looks into what is remembered between runs, keeps it safe, begins it anew.",
        subcommands: [StateList.self, StateShow.self, StateReset.self, StateBackup.self, StateRestore.self],
        defaultSubcommand: StateList.self
    )
}
