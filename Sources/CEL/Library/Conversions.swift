extension Library {
    static let conversions: [Function] = [
        Function(
            "bool",
            "Reads true or false from a text: `true`, `TRUE`, `t`, `1`, and the same for false.",
            [.global(.bool, result: .bool), .global(.string, result: .bool)],
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .bool: return operand
                case .string("1"), .string("t"), .string("T"), .string("true"), .string("TRUE"), .string("True"):
                    return .bool(true)
                case .string("0"), .string("f"), .string("F"), .string("false"), .string("FALSE"), .string("False"):
                    return .bool(false)
                case .string: throw unreadable(operand, "true or false")
                default: throw .noOverload
                }
            }
        ),
        Function(
            "bytes",
            "The UTF-8 bytes of a text.",
            [.global(.bytes, result: .bytes), .global(.string, result: .bytes)],
            .unary { (operand, meter) throws(Fault) in
                switch operand {
                case .bytes: return operand
                case .string(let text):
                    try meter.chargeBytes(text.utf8.count)
                    return .bytes(Array(text.utf8))
                default: throw .noOverload
                }
            }
        ),
        Function(
            "double",
            "A number with decimals from another number or a text.",
            [ValueType.double, .int, .uint, .string].map { .global($0, result: .double) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .double: return operand
                case .int(let number): return .double(Double(number))
                case .uint(let number): return .double(Double(number))
                case .string(let text):
                    guard let number = Double(text) else { throw unreadable(operand, "a number") }
                    if number.isInfinite, text.utf8.contains(where: \.isDigit) {
                        throw Fault("range error: \(operand.source) is too large")
                    }
                    return .double(number)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "int",
            "A whole number from another number (cut toward zero), a text, or a moment (seconds since 1970).",
            [ValueType.int, .uint, .double, .string, .timestamp].map { .global($0, result: .int) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .int: return operand
                case .uint(let number):
                    guard let whole = Int(exactly: number) else { throw outOfRange(operand, "int") }
                    return .int(whole)
                case .double(let number):
                    // Both ends are left out, since they may not survive the way there and back (“Overflow”).
                    guard number > -0x1p63, number < 0x1p63 else { throw outOfRange(operand, "int") }
                    return .int(Int(number))
                case .string(let text):
                    guard let number = Int(text) else { throw unreadable(operand, "a whole number") }
                    return .int(number)
                case .timestamp(let moment): return .int(Int(moment.seconds))
                default: throw .noOverload
                }
            }
        ),
        Function(
            "uint",
            "An unsigned whole number from another number (cut toward zero) or a text.",
            [ValueType.uint, .int, .double, .string].map { .global($0, result: .uint) },
            .unary { (operand, _) throws(Fault) in
                switch operand {
                case .uint: return operand
                case .int(let number):
                    guard let whole = UInt(exactly: number) else { throw outOfRange(operand, "uint") }
                    return .uint(whole)
                case .double(let number):
                    guard number >= 0, number < 0x1p64 else { throw outOfRange(operand, "uint") }
                    return .uint(UInt(number))
                case .string(let text):
                    guard let number = UInt(text) else { throw unreadable(operand, "an unsigned whole number") }
                    return .uint(number)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "string",
            "The text of a value: numbers in decimal, moments as RFC 3339, spans as seconds (`90s`).",
            [ValueType.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration].map {
                .global($0, result: .string)
            },
            .unary { (operand, meter) throws(Fault) in
                switch operand {
                case .string: return operand
                case .bool(let flag): return .string(flag ? "true" : "false")
                case .int(let number): return .string(String(number))
                case .uint(let number): return .string(String(number))
                case .double(let number): return .string(DoubleText.string(number))
                case .bytes(let bytes):
                    try meter.chargeBytes(bytes.count)
                    guard let text = String(validating: bytes, as: UTF8.self) else {
                        throw Fault("invalid UTF-8 in bytes, cannot convert to string")
                    }
                    return .string(text)
                case .timestamp(let moment): return .string(moment.rfc3339)
                case .duration(let span): return .string(span.secondsText)
                default: throw .noOverload
                }
            }
        ),
        Function(
            "dyn",
            "The same value, with its type left to be checked when the expression runs.",
            [.global(.a, result: .dyn)],
            acceptsNull: true,
            .unary { (operand, _) throws(Fault) in operand }
        ),
        Function(
            "type",
            "The type of a value, to be compared with a type's name such as `int` or `null_type`.",
            [.global(.a, result: .type(.a))],
            acceptsNull: true,
            .unary { (operand, _) throws(Fault) in .type(operand.typeName) }
        ),
    ]

    static func unreadable(_ operand: Value, _ wanted: String) -> Fault {
        Fault("type conversion error: \(operand.source) can't be read as \(wanted)")
    }

    private static func outOfRange(_ operand: Value, _ type: String) -> Fault {
        Fault("range error: \(operand.source) doesn't fit in \(type)")
    }
}
