/// One field of a source's record, declared once: it drives type checking, the JSON Schema, the reference pages,
/// completion and the request plan.
package struct FieldSpec: Sendable, Hashable {
    /// The name used in expressions and in `field_mapping`.
    package let name: String

    /// The type; ``ValueType/nullable(_:)`` where the service may leave the field out.
    package let type: ValueType

    /// The unit of a number, for people: `seconds`, `minutes`.
    package let unit: String?

    /// One line that says what it is.
    package let doc: String

    /// The further API calls that reading this field needs, as operation names (`GET /webinars/{webinarId}/tracking_sources`);
    /// empty when it comes with the record.
    package let costs: [String]

    /// The only values it ever has, when they are known (`attendance_status`).
    package let domain: [Value]?

    /// Declares a field.
    package init(
        _ name: String,
        _ type: ValueType,
        unit: String? = nil,
        _ doc: String,
        costs: [String] = [],
        domain: [Value]? = nil
    ) {
        self.name = name
        self.type = type
        self.unit = unit
        self.doc = doc
        self.costs = costs
        self.domain = domain
    }
}

/// The fields of one kind of record.
package struct RecordSchema: Sendable, Hashable {
    /// All fields, in the order in which they are documented.
    package let fields: [FieldSpec]

    /// What the record's moment is, for people: `the first join`.
    package let asOf: String

    private let positions: [String: Int]

    /// Makes a schema; of fields with the same name the first counts.
    package init(asOf: String, fields: [FieldSpec]) {
        self.fields = fields
        self.asOf = asOf
        positions = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The field called `name`.
    package subscript(name: String) -> FieldSpec? {
        positions[name].map { fields[$0] }
    }
}

/// The fields of a schema that a pipeline uses, each with its slot in the record.
package struct RecordLayout: Sendable, Hashable {
    /// The fields, in slot order.
    package let fields: [FieldSpec]

    private let slots: [String: Int]

    /// A layout of `fields` in this order.
    package init(fields: [FieldSpec]) {
        self.fields = fields
        slots = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The fields of `schema` whose names are in `names`, in the schema's order.
    package init(_ schema: RecordSchema, selecting names: Set<String>) {
        self.init(fields: schema.fields.filter { names.contains($0.name) })
    }

    /// The slot of the field called `name`.
    package func slot(_ name: String) -> Int? { slots[name] }

    /// Whether the field called `name` is used.
    package func uses(_ name: String) -> Bool { slots[name] != nil }
}
