import ArgumentParser
import Assembly
import Planning

/// `pipeline schema`: the JSON Schema of pipeline files.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of pipeline files, for editors."
    )

    func run() {
        Output.result(pipelineSchema(Connectors.catalog))
    }
}
