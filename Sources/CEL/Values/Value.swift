/// A value of the expression language (cel-spec langdef, “Values”), and of every record field.
///
/// `==` and `hash` are structural: strings compare byte by byte (not by canonical equivalence), an `int` never equals
/// a `double`, and a NaN equals itself. The language's own equality is ``equals(_:)``.
package enum Value: Sendable {
    /// The only value of type `null_type`.
    case null

    /// True or false.
    case bool(Bool)

    /// A 64-bit signed integer.
    case int(Int)

    /// A 64-bit unsigned integer.
    case uint(UInt)

    /// A 64-bit IEEE floating-point number.
    case double(Double)

    /// Unicode text; its length counts code points.
    case string(String)

    /// A sequence of bytes.
    case bytes([UInt8])

    /// An ordered sequence of values.
    case list([Value])

    /// Values by key; keys are `bool`, `int`, `uint` or `string`.
    case map(MapValue)

    /// A moment in UTC.
    case timestamp(Timestamp)

    /// A span of time.
    case duration(DurationValue)

    /// A type as a value: what `type(x)` gives.
    case type(TypeName)

    /// A value that may be missing; nil for `optional.none()`.
    indirect case optional(Value?)
}

extension Value: Hashable {
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let one), .bool(let other)): one == other
        case (.int(let one), .int(let other)): one == other
        case (.uint(let one), .uint(let other)): one == other
        case (.double(let one), .double(let other)): one == other || (one.isNaN && other.isNaN)
        case (.string(let one), .string(let other)): Text.equal(one, other)
        case (.bytes(let one), .bytes(let other)): one == other
        case (.list(let one), .list(let other)): one == other
        case (.map(let one), .map(let other)): one == other
        case (.timestamp(let one), .timestamp(let other)): one == other
        case (.duration(let one), .duration(let other)): one == other
        case (.type(let one), .type(let other)): one == other
        case (.optional(let one), .optional(let other)): one == other
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let flag): hasher.combine(flag)
        case .int(let number): hasher.combine(number)
        case .uint(let number): hasher.combine(number)
        case .double(let number): hasher.combine(number.isNaN ? .nan : number)
        case .string(let text): Text.hash(text, into: &hasher)
        case .bytes(let bytes): hasher.combine(bytes)
        case .list(let items): hasher.combine(items)
        case .map(let map): hasher.combine(map)
        case .timestamp(let moment): hasher.combine(moment)
        case .duration(let span): hasher.combine(span)
        case .type(let name): hasher.combine(name)
        case .optional(let value): hasher.combine(value)
        }
    }
}
