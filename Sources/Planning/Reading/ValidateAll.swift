import PipelineCore
package import YAML

/// Checks a configuration, and each YAML fence of Markdown files as a configuration of its own; one report for all, and no graph.
///
/// Documentation shows parts, so a fence without pipelines isn't reported as such.
///
/// - Parameters:
///   - input: The configuration; its documents may be empty when there are Markdown files.
///   - markdown: Markdown files, each counted as one file.
package func validate(_ input: Input, markdown: [SourceText]) -> Loading {
    var input = input
    input.makesGraph = false
    if markdown.isEmpty { return load(input) }
    var loadings = input.documents.isEmpty ? [] : [load(input)]
    for fence in markdown.flatMap(yamlFences) {
        var part = input
        part.documents = [fence]
        var loading = load(part)
        loading.diagnostics.removeAll { $0.code == .nothingToRun }
        loadings.append(loading)
    }
    return Loading(
        graph: nil,
        diagnostics: loadings.flatMap(\.diagnostics).withoutRepeatedNotes,
        fileCount: input.documents.count + markdown.count,
        pipelineCount: loadings.reduce(0) { $0 + $1.pipelineCount },
        composition: Composition(),
        drafts: [],
        connectors: []
    )
}

extension [Diagnostic] {
    /// The same with each note said once, however many fences it holds for.
    fileprivate var withoutRepeatedNotes: [Diagnostic] {
        var said: Set<String> = []
        return filter { $0.severity > .note || said.insert("\($0.code) \($0.message)").inserted }
    }
}
