import ArgumentParser
import Assembly
import Foundation
import JSON
import State

/// `pipeline state restore`.
struct StateRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Goes back to a backup of the state.",
        discussion: """
            Contacts are compared with Brevo by the next run, as always. Events, mails and campaigns that may have been sent \
            since the backup was made aren't sent again by themselves: `pipeline deliveries in-doubt` lists them.
            """
    )

    @Argument(help: ArgumentHelp("A file that `state backup` wrote.", valueName: "file"))
    var file: String

    @Flag(name: [.customLong("yes"), .short], help: "Doesn't ask (implied without a terminal).")
    var yes = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("state restore", output) {
            guard yes || output.json || isatty(0) == 0 || confirms() else {
                return (.object(JSONObject([("restored", .bool(false))])), "Nothing was changed.")
            }
            try await StateReading.deciding(state.path, "state restore", makes: true) { store in
                try await store.restore(from: file, at: WallClock.now())
            }
            return (
                .object(JSONObject([("restored", .bool(true))])),
                """
                \(state.path) is as it was in \(file).
                Events and mails that may have been sent since are listed by `pipeline deliveries in-doubt` once a run meets them.
                """
            )
        }
    }

    private func confirms() -> Bool {
        Output.raw("Replace the state \(state.path) by \(file)? [y/N] ")
        return ["y", "yes"].contains(readLine()?.trimmingCharacters(in: .whitespaces).lowercased() ?? "")
    }
}
