extension Library {
    static let operators: [Function] = [
        Function(
            "_==_",
            "Whether two values are equal; numbers count as equal across their types.",
            [.global(.a, .a, result: .bool)],
            acceptsNull: true,
            .binary { (left, right, meter) throws(Fault) in .bool(try left.equals(right, &meter)) }
        ),
        Function(
            "_!=_",
            "Whether two values differ.",
            [.global(.a, .a, result: .bool)],
            acceptsNull: true,
            .binary { (left, right, meter) throws(Fault) in .bool(!(try left.equals(right, &meter))) }
        ),
        ordering("_<_", "Whether the left value comes before the right one.") { $0 < 0 },
        ordering("_<=_", "Whether the left value comes before the right one or equals it.") { $0 <= 0 },
        ordering("_>_", "Whether the left value comes after the right one.") { $0 > 0 },
        ordering("_>=_", "Whether the left value comes after the right one or equals it.") { $0 >= 0 },
        Function(
            "@in",
            "Whether a list contains a value, or a map a key.",
            [.global(.a, .list(.a), result: .bool), .global(.a, .map(.a, .b), result: .bool)],
            acceptsNull: true,
            .binary { (element, container, meter) throws(Fault) in
                switch container {
                case .list(let items):
                    try meter.charge(items.count)
                    for item in items where try item.equals(element, &meter) { return .bool(true) }
                    return .bool(false)
                case .map(let map):
                    try meter.charge(for: element)
                    return .bool(map[element] != nil)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "_+_",
            "Adds numbers and times; joins texts, bytes and lists.",
            [
                .global(.int, .int, result: .int), .global(.uint, .uint, result: .uint),
                .global(.double, .double, result: .double), .global(.string, .string, result: .string),
                .global(.bytes, .bytes, result: .bytes), .global(.list(.a), .list(.a), result: .list(.a)),
                .global(.timestamp, .duration, result: .timestamp), .global(.duration, .timestamp, result: .timestamp),
                .global(.duration, .duration, result: .duration),
            ],
            .binary(Arithmetic.add)
        ),
        Function(
            "_-_",
            "Subtracts numbers and times.",
            [
                .global(.int, .int, result: .int), .global(.uint, .uint, result: .uint),
                .global(.double, .double, result: .double), .global(.timestamp, .timestamp, result: .duration),
                .global(.timestamp, .duration, result: .timestamp), .global(.duration, .duration, result: .duration),
            ],
            .binary { (left, right, _) throws(Fault) in try Arithmetic.subtract(left, right) }
        ),
        Function(
            "_*_",
            "Multiplies numbers.",
            [
                .global(.int, .int, result: .int), .global(.uint, .uint, result: .uint),
                .global(.double, .double, result: .double),
            ],
            .binary { (left, right, _) throws(Fault) in try Arithmetic.multiply(left, right) }
        ),
        Function(
            "_/_",
            "Divides numbers; whole numbers round toward zero.",
            [
                .global(.int, .int, result: .int), .global(.uint, .uint, result: .uint),
                .global(.double, .double, result: .double),
            ],
            .binary { (left, right, _) throws(Fault) in try Arithmetic.divide(left, right) }
        ),
        Function(
            "_%_",
            "The remainder of a whole division; it has the sign of the left number.",
            [.global(.int, .int, result: .int), .global(.uint, .uint, result: .uint)],
            .binary { (left, right, _) throws(Fault) in try Arithmetic.remainder(left, right) }
        ),
        Function(
            "!_",
            "True for false and the other way round.",
            [.global(.bool, result: .bool)],
            .unary { (operand, _) throws(Fault) in
                guard case .bool(let flag) = operand else { throw .noOverload }
                return .bool(!flag)
            }
        ),
        Function(
            "-_",
            "The number with the other sign.",
            [.global(.int, result: .int), .global(.double, result: .double)],
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .int(let number): return .int(try Arithmetic.subtract(0, number))
                case .double(let number): return .double(-number)
                default: throw .noOverload
                }
            }
        ),
    ]

    private static func ordering(_ name: String, _ doc: String, _ holds: @escaping @Sendable (Int) -> Bool) -> Function
    {
        Function(
            name,
            doc,
            [ValueType.bool, .int, .uint, .double, .string, .bytes, .timestamp, .duration].map {
                .global($0, $0, result: .bool)
            },
            .binary { (left, right, meter) throws(Fault) in
                try meter.charge(for: left)
                return .bool(try left.compare(right).map(holds) ?? false)
            }
        )
    }
}
