import ArgumentParser
import Assembly
import Planning

/// `pipeline schema`: the JSON Schema of pipeline files, and the pages generated from the same declarations.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of pipeline files, for editors."
    )

    @Option(help: ArgumentHelp("Prints a page of the reference instead: sources.md.", visibility: .hidden))
    var reference: String?

    @Flag(help: ArgumentHelp("Prints the names of the reference's pages instead.", visibility: .hidden))
    var pages = false

    private var names: [String] { referencePages(Connectors.catalog).map(\.name) }

    func validate() throws {
        guard let reference, page(reference) == nil else { return }
        throw ValidationError("there is no page \(reference); the pages: \(names.joined(separator: ", "))")
    }

    func run() {
        if pages { return Output.result(names.joined(separator: "\n")) }
        Output.result(reference.flatMap(page) ?? pipelineSchema(Connectors.catalog))
    }

    /// A page, without the line break that printing adds.
    private func page(_ name: String) -> String? {
        referencePages(Connectors.catalog).first { $0.name == name }.map { String($0.text.dropLast()) }
    }
}
