import ArgumentParser
import JSON
import State

/// `pipeline forget`: removes a person from the local state.
struct ForgetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget",
        abstract: "Removes a person from the local state, and doesn't read the person in again.",
        discussion: """
            Only a keyed hash is kept, which names nobody. What Brevo and Zoom hold isn't touched: delete the person there, too.
            """
    )

    @Argument(help: ArgumentHelp("The person's email.", valueName: "email"))
    var email: String

    @Flag(name: .customLong("read-again"), help: "Takes it back: the person may be read in again.")
    var readAgain = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("forget", output) {
            let key = try EmailArgument.key(email)
            if readAgain {
                let wasForgotten = try await StateReading.deciding(state.path, "forget") { store in
                    try await store.unforget(key)
                }
                return (
                    .object(JSONObject([("wasForgotten", .bool(wasForgotten))])),
                    wasForgotten
                        ? "The person may be read in again; settled meetings aren't read again by themselves."
                        : "This person isn't forgotten."
                )
            }
            let gone = try await StateReading.deciding(state.path, "forget") { store in try await store.forget(key) }
            return (json(gone), text(gone))
        }
    }

    private func text(_ gone: Forgetting) -> String {
        let parts = [
            (gone.waiting, "waiting row"), (gone.records, "record"), (gone.deadLetters, "dead letter"),
            (gone.events, "webhook event"),
        ].filter { $0.0 > 0 }.map { NumberText.count($0.0, $0.1) }
        let what =
            parts.isEmpty ? "The state knew nothing of this person." : "Removed: \(parts.joined(separator: ", "))."
        return "\(what)\nThe person isn't read in again (`forget --read-again` takes that back)."
            + "\nBrevo and Zoom aren't touched: delete the person there, too."
    }

    private func json(_ gone: Forgetting) -> JSONValue {
        .object(
            JSONObject([
                ("waiting", .int(gone.waiting)), ("records", .int(gone.records)),
                ("deadLetters", .int(gone.deadLetters)), ("events", .int(gone.events)),
            ])
        )
    }
}
