import ArgumentParser
import Planning

/// Which pipelines are meant.
struct SelectionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Runs this pipeline alone; may be given several times.", valueName: "name"),
        completion: Completing.pipelineNames
    )
    var select: [String] = []

    /// The names given; nil for all.
    var names: Set<String>? { select.isEmpty ? nil : Set(select) }

    /// The names given, all of which are pipelines of `graph`; nil for all.
    ///
    /// - Throws: ``Refusal``.
    func checked(in graph: Graph) throws -> Set<String>? {
        let known = graph.pipelines.map(\.name)
        for name in select where !known.contains(name) {
            throw Refusal(
                .usage,
                "there is no pipeline `\(name)`",
                remedy: "the pipelines are \(known.joined(separator: ", "))"
            )
        }
        return names
    }
}
