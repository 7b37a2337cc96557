/// A type as a value, known by its name: `int`, `list`, `google.protobuf.Timestamp`.
package struct TypeName: Sendable, Hashable, CustomStringConvertible {
    /// The name that the language uses.
    package let name: String

    package var description: String { name }

    /// Makes a type name.
    package init(_ name: String) { self.name = name }

    static let null = TypeName("null_type")
    static let bool = TypeName("bool")
    static let int = TypeName("int")
    static let uint = TypeName("uint")
    static let double = TypeName("double")
    static let string = TypeName("string")
    static let bytes = TypeName("bytes")
    static let list = TypeName("list")
    static let map = TypeName("map")
    static let timestamp = TypeName("google.protobuf.Timestamp")
    static let duration = TypeName("google.protobuf.Duration")
    static let type = TypeName("type")
    static let optional = TypeName("optional_type")

    /// The types that can be named in an expression (`type(x) == int`).
    static let named: [String: TypeName] = Dictionary(
        uniqueKeysWithValues: [
            null, bool, int, uint, double, string, bytes, list, map, timestamp, duration, type, optional,
        ].map { ($0.name, $0) }
    )
}

extension Value {
    /// The type of this value, as `type(x)` gives it.
    package var typeName: TypeName {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list
        case .map: .map
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type
        case .optional: .optional
        }
    }
}
