package import PipelineCore

/// What loading a configuration gave.
package struct Loading: Sendable {
    /// The configuration, ready to run; nil when there are errors, or when it is several (``validate(_:markdown:)``).
    package let graph: Graph?

    /// All findings, by file and line.
    package internal(set) var diagnostics: [Diagnostic]

    /// The number of files.
    package let fileCount: Int

    /// The number of pipelines checked, those of compact forms included.
    package let pipelineCount: Int

    /// The files' content with what `--set` changed, for ``expanded(_:)``.
    let composition: Composition

    /// All pipelines as they are written, those of compact forms included.
    let drafts: [PipelineDraft]

    /// The connectors as they are written, and those that the environment alone provides.
    let connectors: [ConnectorDraft]

    /// The names of all pipelines, as far as they could be read.
    package var pipelineNames: [String] { drafts.map(\.name) }

    /// The options of the connector called `name`, as far as they could be read; nil when neither a file nor a pipeline names it.
    package func options(of name: String) -> Options? { connectors.first { $0.name == name }?.options }

    /// Whether it can't be used.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Reads, composes, decodes, links and checks a configuration, and reports everything that is wrong with it at once.
package func load(_ input: Input) -> Loading {
    let findings = Findings()
    let trees = readDocuments(input.documents, findings)
    var composition = compose(trees, catalog: input.catalog, findings)
    composition.apply(input.settings, findings)
    let context = Context(input: input, findings: findings)

    let document = DocumentDecoder(context: context, composition: composition).decode()
    let drafts = document.connectors.flatMap { expand($0, document, context) } + document.pipelines
    let linked = Linker(context: context, document: document).link(drafts)
    check(linked, document, context)
    context.variables.report(used: linked.used(input), purpose: input.purpose, findings)

    let diagnostics = findings.sorted(
        documents: input.documents,
        isStrict: input.isStrict
    )
    let isUsable = !diagnostics.contains { $0.severity == .error }
    return Loading(
        graph: isUsable && input.makesGraph ? linked.graph(document) : nil,
        diagnostics: diagnostics,
        fileCount: input.documents.count,
        pipelineCount: drafts.count,
        composition: composition,
        drafts: drafts,
        connectors: linked.connectors
    )
}
