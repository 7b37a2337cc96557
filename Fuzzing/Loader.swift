internal import BrevoConnector
internal import FilesConnector
internal import PipelineCore
internal import Planning
internal import YAML
internal import ZoomConnector

private let catalog = Catalog([ZoomConnector.descriptor, BrevoConnector.descriptor, FilesConnector.descriptor])

/// Loads bytes as a configuration, and as Markdown with configurations in it, and reports what is found.
func feedLoader(_ bytes: [UInt8]) {
    let source = SourceText(name: "fuzz.yaml", bytes: bytes)
    let input = Input(documents: [source], environment: ["A": "a", "B": ""], catalog: catalog)
    check(load(input))
    var parts = input
    parts.documents = []
    check(validate(parts, markdown: [source]))
}

/// What holds of every loading.
private func check(_ loading: Loading) {
    precondition(!TextReport(showsNotesInFull: true).text(loading).isEmpty)
    precondition(loading.graph == nil || !loading.hasErrors)
    for diagnostic in loading.diagnostics {
        precondition(!diagnostic.message.isEmpty)
        guard let span = diagnostic.span else { continue }
        precondition(span.start.offset <= span.end.offset && span.start.line >= 1 && span.start.column >= 1)
    }
    if loading.graph != nil { precondition(!loading.hasErrors && !expanded(loading).isEmpty) }
}
