import CEL
import PipelineCore

/// The fields that expressions in one place can use, and what was compiled against them.
///
/// Most pipelines of a configuration say the same few things of the same few sources, so each text is compiled once.
final class ExpressionScope {
    /// What has the fields, in words for messages: the source's name in backquotes.
    let subject: String

    /// The fields that a map left behind, when this is what is left.
    let lost: [FieldSpec]

    /// The fields, in slot order.
    let fields: [FieldSpec]

    private lazy var environment = CEL.Environment(
        variables: fields.enumerated().map { slot, field in
            Variable(name: field.name, type: field.type, slot: slot, domain: field.domain, doc: field.doc)
        }
    )

    private var compilations: [Key: Compilation] = [:]
    private var selections: [Set<String>: ExpressionScope] = [:]

    private struct Key: Hashable {
        let text: String
        let result: ValueType?
    }

    /// A scope of fields whose slots are their positions.
    init(subject: String, fields: [FieldSpec], lost: [FieldSpec] = []) {
        self.subject = subject
        self.fields = fields
        self.lost = lost
    }

    /// The scope of some of the fields only, in the same order.
    func selecting(_ names: Set<String>) -> ExpressionScope {
        if let scope = selections[names] { return scope }
        let scope = ExpressionScope(subject: subject, fields: fields.filter { names.contains($0.name) })
        selections[names] = scope
        return scope
    }

    /// The scope of a map's columns, behind the map.
    func mapped(to columns: [(name: String, type: ValueType)]) -> ExpressionScope {
        ExpressionScope(
            subject: "the map above",
            fields: columns.map { FieldSpec($0.name, $0.type, "A column of the map above.") },
            lost: lost + fields
        )
    }

    /// What an expression means here.
    func compile(_ text: String, expecting result: ValueType?) -> Compilation {
        let key = Key(text: text, result: result)
        if let compilation = compilations[key] { return compilation }
        let compilation = CEL.compile(text, in: environment, expecting: result)
        compilations[key] = compilation
        return compilation
    }
}
