import PipelineCore
import YAML

extension OutputNode {
    /// A tree as it was read, references to variables included.
    init(_ node: Node) {
        switch node.content {
        case .scalar(let scalar): self = .scalar(scalar.text, as: scalar.style == .plain ? .plain : .string)
        case .sequence(let items): self = .list(items.map { OutputNode($0) })
        case .mapping(let mapping): self = .mapping(mapping.entries.map { Entry($0.name, OutputNode($0.value)) })
        }
    }

    /// An option's tree, in which a secret that was written out is a reference to `variable`.
    init(_ node: Node, hidingSecretsOf field: OptionField?, variable: String) {
        switch (field?.kind, node.content) {
        case (.secret, .scalar(let scalar)) where !scalar.text.contains("${"): self = .string("${\(variable)}")
        case (.object(let fields), .mapping(let mapping)):
            self = .mapping(
                mapping.entries.map { entry in
                    let inner = fields.first { $0.name == entry.name }
                    let name = "\(variable)_\(entry.name)".uppercased()
                    return Entry(entry.name, OutputNode(entry.value, hidingSecretsOf: inner, variable: name))
                }
            )
        default: self = OutputNode(node)
        }
    }
}

extension Node {
    /// All texts in the tree.
    var texts: Set<String> {
        switch content {
        case .scalar(let scalar): [scalar.text]
        case .sequence(let items): items.reduce(into: []) { $0.formUnion($1.texts) }
        case .mapping(let mapping): mapping.entries.reduce(into: []) { $0.formUnion($1.value.texts) }
        }
    }
}
