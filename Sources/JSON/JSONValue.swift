/// Any JSON value (RFC 8259 §3), numbers told apart by how they were written.
///
/// A number without fraction and exponent that fits `Int` is an `int`, any other a `double`: so `1` and `1.0` are
/// different values here, and an integer too large for `Int` loses digits.
package enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

extension JSONValue {
    /// Which of the seven types this is.
    package var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .double: .double
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// Whether this is `null`.
    package var isNull: Bool { self == .null }

    /// The text of a string; `nil` for any other type.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// An integer, or a double without fraction that fits `Int`; `nil` for any other type.
    package var int: Int? {
        switch self {
        case .int(let number): number
        case .double(let number): Int(exactly: number)
        default: nil
        }
    }

    /// Any number; above 2⁵³ an integer is rounded.
    package var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// A boolean; `nil` for any other type.
    package var bool: Bool? {
        if case .bool(let truth) = self { truth } else { nil }
    }

    /// The values of an array; `nil` for any other type.
    package var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    /// The members of an object; `nil` for any other type.
    package var object: JSONObject? {
        if case .object(let object) = self { object } else { nil }
    }

    /// The value of a key; `nil` where there is none, or where this isn't an object.
    package subscript(key: String) -> JSONValue? { object?[key] }

    /// The value at a place, from 0; `nil` beyond the end, or where this isn't an array.
    package subscript(place: Int) -> JSONValue? {
        guard let array, array.indices.contains(place) else { return nil }
        return array[place]
    }
}
