/// A JSON value as it goes over the wire: keys keep their order, whole numbers stay whole.
enum WireValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([WireValue])
    case object([Member])

    struct Member: Sendable, Equatable {
        var key: String
        var value: WireValue
    }

    /// An object without the members whose value is nil: both services leave optional fields out.
    static func fields(_ members: KeyValuePairs<String, WireValue?>) -> WireValue {
        .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
    }

    static func text(_ text: String?) -> WireValue? {
        text.map(WireValue.string)
    }

    /// The member of that name; the last one where a name is given twice. Nil for values that aren't objects.
    subscript(key: String) -> WireValue? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.key == key }?.value
    }

    var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    var elements: [WireValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    var integer: Int? {
        switch self {
        case .integer(let number): number
        case .number(let number) where number == number.rounded() && abs(number) < 1e15: Int(number)
        default: nil
        }
    }

    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    var boolean: Bool? {
        guard case .boolean(let truth) = self else { return nil }
        return truth
    }

    /// What the value is, in the words of a JSON schema.
    var typeName: String {
        switch self {
        case .null: "null"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension WireValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .boolean(value) }
    init(floatLiteral value: Double) { self = .number(value) }
    init(arrayLiteral elements: WireValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, WireValue)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
