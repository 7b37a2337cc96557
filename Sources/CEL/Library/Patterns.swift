extension Library {
    static let patterns: [Function] = [
        Function(
            "matches",
            "Whether a regular expression (RE2 syntax) matches some part of the text; use ^ and $ for all of it.",
            [.global(.string, .string, result: .bool), .member(.string, .string, result: .bool)],
            specialise: { (arguments, limits) throws(Fault) in
                guard let pattern = try constant(arguments, limits) else { return nil }
                return { (operand, meter) throws(Fault) in
                    guard case .string(let text) = operand else { throw .noOverload }
                    try meter.chargeBytes(text.utf8.count)
                    return .bool(pattern.matches(text))
                }
            },
            .binary { (left, right, meter) throws(Fault) in
                guard case .string(let text) = left else { throw .noOverload }
                try meter.chargeBytes(text.utf8.count)
                return .bool(try compiled(right, &meter).matches(text))
            }
        ),
        Function(
            "regex.replace",
            "The text with what a regular expression matches replaced (`\\\\1` is its first group): all, or so many.",
            [
                .global(.string, .string, .string, result: .string),
                .global(.string, .string, .string, .int, result: .string),
            ],
            specialise: { (arguments, limits) throws(Fault) in
                guard let pattern = try constant(arguments, limits) else { return nil }
                let rest = arguments.dropFirst(2).compactMap(\.self)
                guard rest.count == arguments.count - 2 else { return nil }
                return { (operand, meter) throws(Fault) in try replaced([operand, .null] + rest, pattern, &meter) }
            },
            .any { (arguments, meter) throws(Fault) in
                guard arguments.count > 1 else { throw .noOverload }
                return try replaced(arguments, try compiled(arguments[1], &meter), &meter)
            }
        ),
        Function(
            "regex.extract",
            "What a regular expression (or its only group) first matches, as an optional.",
            [.global(.string, .string, result: .optional(.string))],
            specialise: { (arguments, limits) throws(Fault) in
                guard let pattern = try constant(arguments, limits) else { return nil }
                return { (operand, meter) throws(Fault) in
                    .optional(try extracted(operand, pattern, most: 1, &meter).first)
                }
            },
            .binary { (left, right, meter) throws(Fault) in
                .optional(try extracted(left, try compiled(right, &meter), most: 1, &meter).first)
            }
        ),
        Function(
            "regex.extractAll",
            "All that a regular expression (or its only group) matches.",
            [.global(.string, .string, result: .list(.string))],
            specialise: { (arguments, limits) throws(Fault) in
                guard let pattern = try constant(arguments, limits) else { return nil }
                return { (operand, meter) throws(Fault) in
                    .list(try extracted(operand, pattern, most: .max, &meter))
                }
            },
            .binary { (left, right, meter) throws(Fault) in
                .list(try extracted(left, try compiled(right, &meter), most: .max, &meter))
            }
        ),
    ]

    /// The pattern of a call whose second argument is constant.
    private static func constant(_ arguments: [Value?], _ limits: Limits) throws(Fault) -> Pattern? {
        guard arguments.count >= 2, case .string(let source) = arguments[1] else { return nil }
        return try Pattern(source, memory: limits.patternMemory)
    }

    /// A pattern that is known only now. Compiling takes far longer than matching, so it is paid for.
    private static func compiled(_ source: Value, _ meter: inout Meter) throws(Fault) -> Pattern {
        guard case .string(let source) = source else { throw .noOverload }
        try meter.charge(100 + source.utf8.count * 4)
        return try Pattern(source, memory: Limits().patternMemory)
    }

    private static func replaced(_ arguments: [Value], _ pattern: Pattern, _ meter: inout Meter) throws(Fault) -> Value
    {
        guard (3...4).contains(arguments.count), case .string(let text) = arguments[0],
            case .string(let replacement) = arguments[2]
        else { throw .noOverload }
        var limit = -1
        if arguments.count == 4 {
            guard case .int(let given) = arguments[3] else { throw .noOverload }
            limit = given
        }
        return .string(try pattern.replace(in: text, with: replacement, limit: limit, &meter))
    }

    private static func extracted(
        _ operand: Value,
        _ pattern: Pattern,
        most: Int,
        _ meter: inout Meter
    ) throws(Fault) -> [Value] {
        guard case .string(let text) = operand else { throw .noOverload }
        guard pattern.groups <= 1 else { throw Fault("regular expression has more than one capturing group") }
        let bytes = Array(text.utf8)
        var result: [Value] = []
        try pattern.forEachMatch(in: bytes, &meter) { (groups: [Range<Int>?]) throws(Fault) -> Bool in
            if let range = groups[pattern.groups] {
                result.append(.string(String(decoding: bytes[range], as: UTF8.self)))
            }
            return result.count < most
        }
        return result
    }
}
