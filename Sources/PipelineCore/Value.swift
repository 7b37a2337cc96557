package import CEL

/// A field's value: the expression language's own value type, so that nothing is converted between
/// reading, filtering, mapping and delivering.
package typealias Value = CEL.Value

/// The type of a field, an option or an expression.
package typealias ValueType = CEL.ValueType

/// A moment in UTC with nanoseconds.
package typealias Timestamp = CEL.Timestamp

extension CEL.Value {
    /// Whether this value sets nothing when it is mapped to a sink's attribute: null, or an empty string or list.
    package var setsNothing: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .list(let items): items.isEmpty
        default: false
        }
    }
}
