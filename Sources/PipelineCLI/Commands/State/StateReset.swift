import ArgumentParser
import Foundation
import JSON
import State

/// `pipeline state reset`.
struct StateReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Begins pipelines anew: the next run reads everything again.",
        discussion: """
            What was delivered stays known, so nothing that people changed since is overwritten. With --everything that is \
            forgotten, too; in no case is anything sent twice, and nobody who was forgotten comes back.
            """
    )

    @Argument(help: ArgumentHelp("The pipelines to begin anew.", valueName: "name"))
    var names: [String] = []

    @Flag(help: "Begins all anew, also what was delivered, the runs and the dead letters.")
    var everything = false

    @Flag(name: [.customLong("yes"), .short], help: "Doesn't ask (implied without a terminal).")
    var yes = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("state reset", output) {
            guard names.isEmpty == everything else {
                throw Refusal(.usage, "what is begun anew?", remedy: "name pipelines, or give --everything")
            }
            let what = everything ? "everything" : names.joined(separator: ", ")
            guard yes || output.json || isatty(0) == 0 || confirms(what) else {
                return (.object(JSONObject([("reset", .bool(false))])), "Nothing was changed.")
            }
            let unknown = try await StateReading.deciding(state.path, "state reset") { store in
                try await store.reset(everything ? .everything : .checkpoints(names))
            }
            guard unknown.isEmpty else {
                throw Refusal(
                    .usage,
                    "the state knows no pipeline \(unknown.map { "`\($0)`" }.joined(separator: ", "))",
                    remedy: "`pipeline state list` lists them; nothing was changed"
                )
            }
            return (
                .object(JSONObject([("reset", .bool(true))])),
                "\(what) begins anew with the next run."
            )
        }
    }

    private func confirms(_ what: String) -> Bool {
        Output.raw("Begin \(what) anew in \(state.path)? [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? "")
    }
}
