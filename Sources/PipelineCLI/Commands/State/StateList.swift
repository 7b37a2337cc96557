import ArgumentParser
import CEL
import Foundation
import JSON
import State

/// `pipeline state list`.
struct StateList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Lists the pipelines with their checkpoints, and says what else is remembered."
    )

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("state list", output) {
            let overview = try await StateReading.open(state.path).overview()
            return (json(overview), text(overview))
        }
    }

    private func text(_ overview: StateOverview) -> String {
        var table = TextTable(["pipeline", "settled", "delivering", "open", "waiting", "dead", "last listing"])
        for line in overview.pipelines {
            let counts = [line.settled, line.delivering, line.open, line.waiting, line.deadLetters]
            table.add([line.name] + counts.map(NumberText.grouped) + [line.swept.map { "\($0)" } ?? "never"])
        }
        let rest = [
            "\(NumberText.count(overview.people, "person", "people")) delivered to",
            "\(NumberText.count(overview.journal, "send")) in the journal",
            "\(NumberText.grouped(overview.inDoubt)) in doubt",
            "\(NumberText.grouped(overview.forgotten)) forgotten",
            NumberText.count(overview.runs, "run"),
            String(format: "%.1f MB", Double(overview.bytes) / 1_048_576),
        ]
        return (table.lines(output.style) + ["  " + output.style.dim(rest.joined(separator: " · "))])
            .joined(separator: "\n")
    }

    private func json(_ overview: StateOverview) -> JSONValue {
        let pipelines = overview.pipelines.map { line in
            JSONValue.object(
                JSONObject([
                    ("name", .string(line.name)), ("settled", .int(line.settled)),
                    ("delivering", .int(line.delivering)), ("open", .int(line.open)), ("waiting", .int(line.waiting)),
                    ("deadLetters", .int(line.deadLetters)), ("swept", line.swept.map { .string("\($0)") } ?? .null),
                ])
            )
        }
        return .object(
            JSONObject([
                ("pipelines", .array(pipelines)), ("people", .int(overview.people)),
                ("journal", .int(overview.journal)), ("inDoubt", .int(overview.inDoubt)),
                ("forgotten", .int(overview.forgotten)), ("runs", .int(overview.runs)), ("bytes", .int(overview.bytes)),
            ])
        )
    }
}
