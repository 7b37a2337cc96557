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

    private func all() throws -> [ReferencePage] { try referencePages(Connectors.catalog) + [CommandsPage.page()] }

    func validate() throws {
        guard let reference, try page(reference) == nil else { return }
        throw ValidationError(
            "there is no page \(reference); the pages: \(try all().map(\.name).joined(separator: ", "))"
        )
    }

    func run() throws {
        if pages { return Output.result(try all().map(\.name).joined(separator: "\n")) }
        Output.result(try reference.flatMap(page) ?? pipelineSchema(Connectors.catalog))
    }

    /// A page, without the line break that printing adds.
    private func page(_ name: String) throws -> String? {
        try all().first { $0.name == name }.map { String($0.text.dropLast()) }
    }
}
