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

    func validate() throws {
        guard let reference, page(reference) == nil else { return }
        let names = referencePages(Connectors.catalog).map(\.name).joined(separator: ", ")
        throw ValidationError("there is no page \(reference); the pages: \(names)")
    }

    func run() {
        Output.result(reference.flatMap(page) ?? pipelineSchema(Connectors.catalog))
    }

    /// A page, without the line break that printing adds.
    private func page(_ name: String) -> String? {
        referencePages(Connectors.catalog).first { $0.name == name }.map { String($0.text.dropLast()) }
    }
}
