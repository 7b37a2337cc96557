extension Library {
    static let optionals: [Function] = [
        Function(
            "optional.of",
            "An optional that holds this value.",
            [.global(.a, result: .optional(.a))],
            acceptsNull: true,
            .unary { (operand, _) throws(Fault) in .optional(operand) }
        ),
        Function(
            "optional.ofNonZeroValue",
            "An optional that holds this value, or none for null, false, 0, an empty text, list or map.",
            [.global(.a, result: .optional(.a))],
            acceptsNull: true,
            .unary { (operand, _) throws(Fault) in .optional(operand.isZero ? nil : operand) }
        ),
        Function(
            "optional.none",
            "An optional that holds nothing.",
            [.global(result: .optional(.a))],
            .any { (arguments, _) throws(Fault) in
                guard arguments.isEmpty else { throw .noOverload }
                return .optional(nil)
            }
        ),
        Function(
            "optional.unwrap",
            "The values of the optionals that hold one.",
            [.global(.list(.optional(.a)), result: .list(.a))],
            .unary(unwrap)
        ),
        Function(
            "unwrapOpt",
            "The values of the optionals that hold one.",
            [.member(.list(.optional(.a)), result: .list(.a))],
            .unary(unwrap)
        ),
        Function(
            "hasValue",
            "Whether an optional holds a value.",
            [.member(.optional(.a), result: .bool)],
            .unary { (operand, _) throws(Fault) in
                guard case .optional(let value) = operand else { throw .noOverload }
                return .bool(value != nil)
            }
        ),
        Function(
            "value",
            "The value that an optional holds; an error when there is none.",
            [.member(.optional(.a), result: .a)],
            .unary { (operand, _) throws(Fault) in
                guard case .optional(let value) = operand else { throw .noOverload }
                guard let value else { throw Fault("optional.none() dereference") }
                return value
            }
        ),
        // The right side of these two is computed only when it is needed; see the compiler.
        Function(
            "or",
            "The first of two optionals that holds a value.",
            [.member(.optional(.a), .optional(.a), result: .optional(.a))],
            .binary { (left, right, _) throws(Fault) in
                guard case .optional(let value) = left, case .optional = right else { throw .noOverload }
                return value == nil ? right : left
            }
        ),
        Function(
            "orValue",
            "The value that an optional holds, or else this one.",
            [.member(.optional(.a), .a, result: .a)],
            acceptsNull: true,
            .binary { (left, right, _) throws(Fault) in
                guard case .optional(let value) = left else { throw .noOverload }
                return value ?? right
            }
        ),
        Function(
            "first",
            "The first element of a list, as an optional.",
            [.member(.list(.a), result: .optional(.a))],
            .unary { (operand, _) throws(Fault) in
                guard case .list(let items) = operand else { throw .noOverload }
                return .optional(items.first)
            }
        ),
        Function(
            "last",
            "The last element of a list, as an optional.",
            [.member(.list(.a), result: .optional(.a))],
            .unary { (operand, _) throws(Fault) in
                guard case .list(let items) = operand else { throw .noOverload }
                return .optional(items.last)
            }
        ),
    ]

    private static let unwrap: Function.Unary = { (operand, meter) throws(Fault) in
        guard case .list(let items) = operand else { throw .noOverload }
        try meter.charge(items.count)
        var values: [Value] = []
        for item in items {
            guard case .optional(let value) = item else { throw .noOverload }
            if let value { values.append(value) }
        }
        return .list(values)
    }
}

extension Value {
    /// Whether this is the empty value of its type.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .int(let number): number == 0
        case .uint(let number): number == 0
        case .double(let number): number == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let items): items.isEmpty
        case .map(let map): map.count == 0
        case .timestamp(let moment): moment.seconds == 0 && moment.nanoseconds == 0
        case .duration(let span): span.totalNanoseconds == 0
        case .type: false
        case .optional(let value): value == nil
        }
    }
}
