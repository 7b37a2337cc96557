internal import CEL
internal import PipelineCore

/// A field of a record and how its value is got, together in one place.
struct FieldDefinition<Subject: Sendable>: Sendable {
    let spec: FieldSpec
    let value: @Sendable (Subject) -> Value

    init(
        _ name: String,
        _ type: ValueType,
        unit: String? = nil,
        _ doc: String,
        costs: [Operation] = [],
        domain: [Value]? = nil,
        value: @escaping @Sendable (Subject) -> Value
    ) {
        spec = FieldSpec(name, type, unit: unit, doc, costs: costs.map(\.name), domain: domain)
        self.value = value
    }
}

/// All fields of one kind of record.
struct RecordDefinition<Subject: Sendable>: Sendable {
    let fields: [FieldDefinition<Subject>]
    let asOf: String

    /// What the planner and the expressions know of them.
    var schema: RecordSchema { RecordSchema(asOf: asOf, fields: fields.map(\.spec)) }

    /// Makes the slots of records with this layout.
    func slots(of layout: RecordLayout) -> @Sendable (Subject) -> [Value] {
        let values = layout.fields.compactMap { field in fields.first { $0.spec.name == field.name }?.value }
        return { subject in values.map { $0(subject) } }
    }
}

extension Value {
    /// A text, empty where there is none.
    static func text(_ text: String) -> Value { .string(text) }

    /// A whole number, null where there is none.
    static func number(_ number: Int?) -> Value { number.map(Value.int) ?? .null }

    /// A moment, null where there is none.
    static func moment(_ moment: Timestamp?) -> Value { moment.map(Value.timestamp) ?? .null }
}
