internal import CEL
internal import PipelineCore

/// The fields that a file source declares under `fields`.
struct DeclaredFields: Sendable {
    /// In the order of their names.
    let fields: [(name: String, type: FieldType)]

    init(_ options: Options) {
        fields = options.map("fields").compactMap { name, value -> (String, FieldType)? in
            guard case .string(let word) = value, let type = FieldType(rawValue: word) else { return nil }
            return (name, type)
        }.sorted { $0.0 < $1.0 }
    }

    /// As records have them: text that is missing reads as `""`, anything else as null (DESIGN.md §2.3, “Nulls”).
    var schema: RecordSchema {
        RecordSchema(
            asOf: hasMoment ? "`as_of`, else the file's modification" : "the file's modification",
            fields: fields.map { name, type in
                FieldSpec(
                    name,
                    type == .string ? .string : .nullable(type.valueType),
                    "The \(type.noun) called `\(name)`."
                )
            }
        )
    }

    /// Whether a row says itself which moment it speaks for.
    var hasMoment: Bool { fields.contains { $0.name == Self.moment && $0.type == .timestamp } }

    /// The field that holds the moment a row speaks for.
    static let moment = "as_of"
}

/// The types that can be declared.
enum FieldType: String, Sendable, Hashable, CaseIterable {
    case string
    case int
    case double
    case bool
    case timestamp

    var valueType: ValueType {
        switch self {
        case .string: .string
        case .int: .int
        case .double: .double
        case .bool: .bool
        case .timestamp: .timestamp
        }
    }

    var noun: String {
        switch self {
        case .string: "text"
        case .int: "whole number"
        case .double: "number"
        case .bool: "boolean (`true` or `false`)"
        case .timestamp: "time (RFC 3339: `2026-11-18T10:00:00Z`, or a day: `2026-11-18`)"
        }
    }

    /// What a field without a value has.
    var absent: Value { self == .string ? .string("") : .null }
}
