/// The type of a JSON value, for telling a person what was found.
package enum JSONKind: String, Sendable, Hashable, CaseIterable, CustomStringConvertible {
    case null, bool, int, double, string, array, object

    /// The kind with its article: "a string", "an object".
    package var description: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .int: "an integer"
        case .double: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
