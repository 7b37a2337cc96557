import ArgumentParser
import JSON
import State

/// `pipeline state show`.
struct StateShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows what the next run reads again for a pipeline, and why."
    )

    @Argument(help: ArgumentHelp("The pipeline.", valueName: "name"))
    var name: String

    @OptionGroup var output: OutputOptions
    @OptionGroup var state: StateOptions

    func run() async throws {
        try await StateReading.answering("state show", output) {
            let store = try StateReading.open(state.path)
            guard let open = try await store.openPartitions(of: name) else {
                let names = try await store.overview().pipelines.map(\.name).joined(separator: ", ")
                throw Refusal(.usage, "the state knows no pipeline `\(name)`", remedy: "it knows \(names)")
            }
            return (.array(open.map(json)), text(open))
        }
    }

    private func text(_ open: [OpenPartition]) -> String {
        guard !open.isEmpty else { return "Nothing is open: all that was found is settled." }
        return open.map { partition in
            "  \(partition.title)  \(output.style.dim("since \(partition.firstSeen)"))\n    \(partition.reason ?? "")"
        }.joined(separator: "\n")
    }

    private func json(_ partition: OpenPartition) -> JSONValue {
        .object(
            JSONObject([
                ("title", .string(partition.title)), ("reason", partition.reason.map { .string($0) } ?? .null),
                ("firstSeen", .string("\(partition.firstSeen)")),
            ])
        )
    }
}
