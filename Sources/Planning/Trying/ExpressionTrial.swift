import CEL
package import JSON
package import PipelineCore
import YAML

/// An expression to be tried on records: `pipeline eval`.
package struct ExpressionTrial: Sendable {
    /// What was found in the expression, with places in it.
    package let diagnostics: [Diagnostic]

    private let program: Program?
    private let fields: [FieldSpec]
    private let references: Set<String>

    /// Checks an expression against a source's fields.
    package init(_ expression: String, on source: SourceDescriptor) {
        self.init(expression, subject: "`\(source.name)`", fields: source.schema(Options()).fields)
    }

    /// Checks an expression against whatever the records hold: any type, and null where a record hasn't the field.
    package init(_ expression: String, onFieldsOf records: [JSONValue]) {
        var names: [String] = []
        var seen: Set<String> = []
        for record in records {
            for key in record.object?.keys ?? [] where seen.insert(key).inserted { names.append(key) }
        }
        let fields = names.map { FieldSpec($0, .dyn, "A field of the records.") }
        self.init(expression, subject: records.isEmpty ? "an expression without records" : "no record", fields: fields)
    }

    private init(_ expression: String, subject: String, fields: [FieldSpec]) {
        let source = SourceText(name: "expression", text: expression)
        let scope = ExpressionScope(subject: subject, fields: fields)
        let span = source.span(from: 0, to: source.bytes.count)
        let findings = Findings()
        let text = ResolvedText(Scalar(text: expression, style: .plain, span: span))
        let compilation = Compiler().compile(text, in: scope, findings)
        program = compilation?.program
        references = compilation?.references ?? []
        diagnostics = findings.sorted(documents: [source], isStrict: false)
        self.fields = fields
    }

    /// Why a record has no result.
    package struct Failure: Error, Sendable {
        /// What is wrong, for a person.
        package let message: String
    }

    /// The expression's value for a record, as JSON.
    package func value(_ record: JSONValue) throws(Failure) -> JSONValue {
        guard let program else { throw Failure(message: "the expression can't be used") }
        guard let object = record.object else {
            throw Failure(message: "a record is a JSON object, but this is \(record.kind.article)")
        }
        var slots: [CEL.Value] = []
        for field in fields { slots.append(try slot(field, object)) }
        do { return try program.evaluate(slots).json } catch { throw Failure(message: error.message) }
    }

    private func slot(_ field: FieldSpec, _ record: JSONObject) throws(Failure) -> CEL.Value {
        guard references.contains(field.name) else { return .null }
        guard let json = record[field.name] else {
            if let absent = field.absent { return absent }
            throw Failure(message: "it has no `\(field.name)` (\(field.typeText))")
        }
        if json.isNull, let absent = field.absent { return absent }
        guard let value = CEL.Value(json, as: field.type) else {
            throw Failure(message: "`\(field.name)` is \(field.typeText), but the record has \(json.description)")
        }
        return value
    }
}

extension JSONKind {
    /// `a list`, as people say it.
    fileprivate var article: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .int, .double: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
