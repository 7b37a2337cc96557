extension Library {
    static let collections: [Function] = [
        Function(
            "size",
            "The number of characters (code points) of a text, bytes, elements of a list or entries of a map.",
            [ValueType.string, .bytes, .list(.a), .map(.a, .b)].flatMap { type -> [Overload] in
                [.global(type, result: .int), .member(type, result: .int)]
            },
            .unary { (operand, meter) throws(Fault) in
                switch operand {
                case .string(let text):
                    try meter.chargeBytes(text.utf8.count)
                    return .int(text.unicodeScalars.count)
                case .bytes(let bytes): return .int(bytes.count)
                case .list(let items): return .int(items.count)
                case .map(let map): return .int(map.count)
                default: throw .noOverload
                }
            }
        )
    ]
}

/// Fields, keys and indices of values.
enum Access {
    /// `value[index]`; throws when it isn't there.
    static func element(_ value: Value, _ index: Value) throws(Fault) -> Value {
        if case .optional(let inner) = value {
            guard let inner else { return value }
            return .optional(try find(inner, index))
        }
        if let found = try find(value, index) { return found }
        switch value {
        case .map: throw Fault("no such key: \(index.source)")
        default: throw Fault("index out of bounds: \(index.source)")
        }
    }

    /// `value[?index]`.
    static func optionalElement(_ value: Value, _ index: Value) throws(Fault) -> Value {
        if case .optional(let inner) = value {
            guard let inner else { return value }
            return .optional(try find(inner, index))
        }
        return .optional(try find(value, index))
    }

    private static func find(_ value: Value, _ index: Value) throws(Fault) -> Value? {
        switch value {
        case .map(let map): return map[index]
        case .list(let items):
            guard let position = try position(index), items.indices.contains(position) else { return nil }
            return items[position]
        default: throw Fault("\(value.typeName) has no elements")
        }
    }

    /// The position that a number means; nil for one that no list has.
    private static func position(_ index: Value) throws(Fault) -> Int? {
        switch index {
        case .int(let number): return number
        case .uint(let number): return Int(exactly: number)
        case .double(let number):
            guard let whole = Int(exactly: number) else {
                throw Fault("invalid_argument: a position is a whole number")
            }
            return whole
        default: throw .noOverload
        }
    }

    /// `value.name`.
    static func field(_ value: Value, _ name: String) throws(Fault) -> Value {
        switch value {
        case .map(let map):
            guard let found = map[name] else { throw Fault("no such key: \"\(name)\"") }
            return found
        case .optional(let inner):
            guard let inner else { return value }
            return try optionalField(inner, name)
        default: throw Fault("\(value.typeName) has no fields")
        }
    }

    /// `value.?name`.
    static func optionalField(_ value: Value, _ name: String) throws(Fault) -> Value {
        switch value {
        case .map(let map): return .optional(map[name])
        case .optional(let inner):
            guard let inner else { return value }
            return try optionalField(inner, name)
        default: throw Fault("\(value.typeName) has no fields")
        }
    }

    /// `has(value.name)`.
    static func hasField(_ value: Value, _ name: String) throws(Fault) -> Bool {
        switch value {
        case .map(let map): return map[name] != nil
        case .optional(let inner):
            guard let inner else { return false }
            return try hasField(inner, name)
        default: throw Fault("\(value.typeName) has no fields")
        }
    }
}
