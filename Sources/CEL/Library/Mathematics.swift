extension Library {
    static let mathematics: [Function] = [
        extreme("math.greatest", "The greatest of some numbers, or of a list of numbers.") { $0 > 0 },
        extreme("math.least", "The least of some numbers, or of a list of numbers.") { $0 < 0 },
        rounding("math.ceil", "The number rounded up to a whole one.", .up),
        rounding("math.floor", "The number rounded down to a whole one.", .down),
        rounding("math.round", "The nearest whole number; a half is rounded away from zero.", .toNearestOrAwayFromZero),
        rounding("math.trunc", "The number without its decimals.", .towardZero),
        Function(
            "math.abs",
            "The number without its sign.",
            [ValueType.int, .uint, .double].map { .global($0, result: $0) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .int(let number): return .int(number < 0 ? try Arithmetic.subtract(0, number) : number)
                case .uint: return operand
                case .double(let number): return .double(number.magnitude)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "math.sign",
            "-1, 0 or 1 for a number below, at or above zero.",
            [ValueType.int, .uint, .double].map { .global($0, result: $0) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .int(let number): return .int(number.signum())
                case .uint(let number): return .uint(number == 0 ? 0 : 1)
                case .double(let number): return .double(number.isNaN ? number : number > 0 ? 1 : number < 0 ? -1 : 0)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "math.sqrt",
            "The square root.",
            [ValueType.double, .int, .uint].map { .global($0, result: .double) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .double(let number): return .double(number.squareRoot())
                case .int(let number): return .double(Double(number).squareRoot())
                case .uint(let number): return .double(Double(number).squareRoot())
                default: throw .noOverload
                }
            }
        ),
        test("math.isNaN", "Whether this is “not a number”.") { $0.isNaN },
        test("math.isInf", "Whether this is infinite.") { $0.isInfinite },
        test("math.isFinite", "Whether this is neither infinite nor “not a number”.") { $0.isFinite },
        bitwise("math.bitAnd", "The bits that both numbers have.", { $0 & $1 }, { $0 & $1 }),
        bitwise("math.bitOr", "The bits that one of the numbers has.", { $0 | $1 }, { $0 | $1 }),
        bitwise("math.bitXor", "The bits in which the numbers differ.", { $0 ^ $1 }, { $0 ^ $1 }),
        Function(
            "math.bitNot",
            "The number with all bits turned.",
            [.global(.int, result: .int), .global(.uint, result: .uint)],
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .int(let number): return .int(~number)
                case .uint(let number): return .uint(~number)
                default: throw .noOverload
                }
            }
        ),
        shift("math.bitShiftLeft", "The bits moved to the left; 0 from 64 places on.") { $0 << $1 },
        shift("math.bitShiftRight", "The bits moved to the right, zeros coming in; 0 from 64 places on.") { $0 >> $1 },
    ]

    private static func extreme(_ name: String, _ doc: String, _ wins: @escaping @Sendable (Int) -> Bool) -> Function {
        Function(
            name,
            doc,
            // Calls with several arguments are checked by the checker itself.
            [
                .global(.int, result: .int), .global(.uint, result: .uint), .global(.double, result: .double),
                .global(.list(.int), result: .int), .global(.list(.uint), result: .uint),
                .global(.list(.double), result: .double), .global(.list(.dyn), result: .dyn),
            ],
            .any { (arguments, meter) throws(Fault) in
                var numbers = arguments
                if arguments.count == 1, case .list(let items) = arguments[0] { numbers = items }
                try meter.charge(numbers.count)
                guard var best = numbers.first else { throw Fault("\(name) needs at least one number") }
                for number in numbers {
                    switch number {
                    case .int, .uint, .double: break
                    default: throw .noOverload
                    }
                    if let order = try number.compare(best), wins(order) { best = number }
                }
                return best
            }
        )
    }

    private static func rounding(_ name: String, _ doc: String, _ rule: FloatingPointRoundingRule) -> Function {
        Function(
            name,
            doc,
            [.global(.double, result: .double)],
            .unary { (operand, _) throws(Fault) in
                guard case .double(let number) = operand else { throw .noOverload }
                return .double(number.rounded(rule))
            }
        )
    }

    private static func test(_ name: String, _ doc: String, _ holds: @escaping @Sendable (Double) -> Bool) -> Function {
        Function(
            name,
            doc,
            [.global(.double, result: .bool)],
            .unary { (operand, _) throws(Fault) in
                guard case .double(let number) = operand else { throw .noOverload }
                return .bool(holds(number))
            }
        )
    }

    private static func bitwise(
        _ name: String,
        _ doc: String,
        _ signed: @escaping @Sendable (Int, Int) -> Int,
        _ unsigned: @escaping @Sendable (UInt, UInt) -> UInt
    ) -> Function {
        Function(
            name,
            doc,
            [.global(.int, .int, result: .int), .global(.uint, .uint, result: .uint)],
            .binary { (left, right, _) throws(Fault) in
                switch (left, right) {
                case (.int(let one), .int(let two)): return .int(signed(one, two))
                case (.uint(let one), .uint(let two)): return .uint(unsigned(one, two))
                default: throw .noOverload
                }
            }
        )
    }

    private static func shift(
        _ name: String,
        _ doc: String,
        _ move: @escaping @Sendable (UInt, Int) -> UInt
    ) -> Function {
        Function(
            name,
            doc,
            [.global(.int, .int, result: .int), .global(.uint, .int, result: .uint)],
            .binary { (left, right, _) throws(Fault) in
                guard case .int(let places) = right else { throw .noOverload }
                guard places >= 0 else { throw Fault("\(name): negative offset: \(places)") }
                switch left {
                case .int(let number):
                    return .int(places > 63 ? 0 : Int(bitPattern: move(UInt(bitPattern: number), places)))
                case .uint(let number): return .uint(places > 63 ? 0 : move(number, places))
                default: throw .noOverload
                }
            }
        )
    }
}
