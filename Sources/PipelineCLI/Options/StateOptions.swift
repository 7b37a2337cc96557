import ArgumentParser
import Foundation

/// Where the state is.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("state"),
        help: ArgumentHelp(
            "The state file: checkpoints, what was delivered, dead letters (default: $PIPELINE_STATE, else .pipeline/state.db).",
            valueName: "path"
        )
    )
    var given: String?

    /// The state file's path.
    var path: String {
        if let given { return given }
        let fromEnvironment = ProcessInfo.processInfo.environment["PIPELINE_STATE"] ?? ""
        return fromEnvironment.isEmpty ? ".pipeline/state.db" : fromEnvironment
    }
}
