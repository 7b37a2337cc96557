import PipelineCore
import YAML

/// A configuration as it is written: options read, names of sources and sinks not yet looked up.
struct Document {
    var connectors: [ConnectorDraft] = []
    var lists = ListTable()
    var mapping: [Mapping.Entry] = []
    var timeZone = "UTC"
    var pipelines: [PipelineDraft] = []

    /// The connector called `name`, if the file has it.
    func connector(_ name: String) -> ConnectorDraft? { connectors.first { $0.name == name } }

    /// The lists that names near a connector stand for: its own, then those of the top level.
    func lists(near connector: ConnectorDraft?) -> ListTable {
        connector.map { lists.shadowed(by: $0.lists) } ?? lists
    }
}

/// Reads a configuration's sections.
struct DocumentDecoder {
    let context: Context
    let composition: Composition

    /// Reads all sections.
    func decode() -> Document {
        var document = Document()
        document.lists = ListTable.read(composition.entries(.lists), context)
        document.mapping = composition.entries(.fieldMapping)
        document.timeZone = timeZone() ?? document.timeZone
        let connectors = ConnectorDecoder(context: context, lists: document.lists)
        document.connectors = connectors.decode(composition.entries(.connectors))
        document.pipelines = composition.entries(.pipelines).compactMap {
            PipelineDecoder(context: context, name: $0.name).decode($0)
        }
        return document
    }

    private func timeZone() -> String? {
        guard let node = composition[.timeZone], !node.isNull else { return nil }
        guard let scalar = node.scalar else {
            context.findings.error(.wrongType, "`timezone` takes text, but this is \(node.kind)", at: node.span)
            return nil
        }
        let text = context.variables.resolve(scalar)
        return !text.isUnset && isTimeZone(text, context.findings) ? text.text : nil
    }
}
