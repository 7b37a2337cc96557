extension Library {
    static let patterns: [Function] = [
        Function(
            "matches",
            "Whether a regular expression (RE2 syntax) matches some part of the text; use ^ and $ for all of it.",
            [.global(.string, .string, result: .bool), .member(.string, .string, result: .bool)],
            specialise: { (arguments, limits) throws(Fault) in
                guard arguments.count == 2, case .string(let source) = arguments[1] else { return nil }
                let pattern = try Pattern(source, memory: limits.patternMemory)
                return { (operand, meter) throws(Fault) in
                    guard case .string(let text) = operand else { throw .noOverload }
                    try meter.chargeBytes(text.utf8.count)
                    return .bool(pattern.matches(text))
                }
            },
            .binary { (left, right, meter) throws(Fault) in
                guard case .string(let text) = left, case .string(let source) = right else { throw .noOverload }
                // Compiling takes far longer than matching; many patterns made from data must not take for ever.
                try meter.charge(100 + source.utf8.count * 4)
                try meter.chargeBytes(text.utf8.count)
                return .bool(try Pattern(source, memory: Limits().patternMemory).matches(text))
            }
        ),
        Function(
            "regex.replace",
            "The text with what a regular expression matches replaced (\\\\1 is the first group): everywhere, or so many times.",
            [
                .global(.string, .string, .string, result: .string),
                .global(.string, .string, .string, .int, result: .string),
            ],
            .any { (arguments, meter) throws(Fault) in
                guard (3...4).contains(arguments.count), case .string(let text) = arguments[0],
                    case .string(let source) = arguments[1], case .string(let replacement) = arguments[2]
                else { throw .noOverload }
                var limit = -1
                if arguments.count == 4 {
                    guard case .int(let given) = arguments[3] else { throw .noOverload }
                    limit = given
                }
                try meter.charge(100 + source.utf8.count * 4)
                return .string(
                    try Pattern(source, memory: Limits().patternMemory)
                        .replace(in: text, with: replacement, limit: limit, &meter)
                )
            }
        ),
        Function(
            "regex.extract",
            "What a regular expression (or its only group) first matches, as an optional.",
            [.global(.string, .string, result: .optional(.string))],
            .binary { (left, right, meter) throws(Fault) in
                .optional(try extracted(left, right, most: 1, &meter).first)
            }
        ),
        Function(
            "regex.extractAll",
            "All that a regular expression (or its only group) matches.",
            [.global(.string, .string, result: .list(.string))],
            .binary { (left, right, meter) throws(Fault) in
                .list(try extracted(left, right, most: .max, &meter))
            }
        ),
    ]

    private static func extracted(
        _ left: Value,
        _ right: Value,
        most: Int,
        _ meter: inout Meter
    ) throws(Fault) -> [Value] {
        guard case .string(let text) = left, case .string(let source) = right else { throw .noOverload }
        try meter.charge(100 + source.utf8.count * 4)
        let pattern = try Pattern(source, memory: Limits().patternMemory)
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
