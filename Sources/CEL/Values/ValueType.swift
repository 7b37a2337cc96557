/// The type of an expression, a field or an option.
package indirect enum ValueType: Sendable, Hashable {
    /// Any type; checked when the expression runs.
    case dyn

    /// Only `null`.
    case null

    /// True or false.
    case bool

    /// A whole number.
    case int

    /// A whole number that is never negative, written `5u`.
    case uint

    /// A number with decimals.
    case double

    /// Text.
    case string

    /// A sequence of bytes.
    case bytes

    /// A sequence of values of one type.
    case list(ValueType)

    /// Values of one type by keys of one type.
    case map(ValueType, ValueType)

    /// A moment in UTC.
    case timestamp

    /// A span of time.
    case duration

    /// A type as a value; nil where it isn't known which.
    case type(ValueType?)

    /// A value that may be missing (`optional_type`).
    case optional(ValueType)

    /// A value of this type or null (a wrapper type of cel-spec).
    case nullable(ValueType)

    /// A type still to be found: only in signatures of functions and while checking.
    case parameter(Int)

    /// The type without `nullable`.
    package var unwrapped: ValueType {
        if case .nullable(let type) = self { return type }
        return self
    }

    /// Whether a value of this type may be null.
    package var isNullable: Bool {
        switch self {
        case .nullable, .null, .dyn: true
        default: false
        }
    }
}

extension ValueType: CustomStringConvertible {
    /// The type as the language's documentation writes it: `list(string)`.
    package var description: String {
        switch self {
        case .dyn: "dyn"
        case .null: "null"
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .bytes: "bytes"
        case .list(let element): "list(\(element))"
        case .map(let key, let value): "map(\(key), \(value))"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .type(let type): type.map { "type(\($0))" } ?? "type"
        case .optional(let type): "optional(\(type))"
        case .nullable(let type): "\(type) or null"
        case .parameter(let index): String(UnicodeScalar(UInt8(ascii: "A") &+ UInt8(truncatingIfNeeded: index % 26)))
        }
    }
}
