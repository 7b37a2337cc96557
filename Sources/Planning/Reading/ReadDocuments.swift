package import PipelineCore
package import YAML

/// A file's content: its root mapping.
struct DocumentTree {
    let source: SourceText
    let root: Node
}

/// Parses the files; those that are empty give nothing, what is wrong with them is found.
func readDocuments(_ documents: [SourceText], _ findings: Findings) -> [DocumentTree] {
    documents.compactMap { source in
        let result = parse(source)
        for problem in result.problems { findings.add(Diagnostic(problem)) }
        guard let root = result.root, !root.isNull else { return nil }
        guard root.mapping != nil else {
            findings.error(
                .wrongType,
                "a configuration is a mapping, but this is \(root.kind)",
                at: root.span,
                hint: "begin with `connectors:` or `pipelines:`"
            )
            return nil
        }
        return DocumentTree(source: source, root: root)
    }
}

extension Diagnostic {
    /// A YAML problem as a finding.
    package init(_ problem: Problem) {
        self.init(
            .error,
            DiagnosticCode(problem.kind),
            problem.message,
            at: problem.span,
            hint: problem.hint,
            related: problem.related.map { [Related(message: $0.message, span: $0.span)] } ?? []
        )
    }
}
