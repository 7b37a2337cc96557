/// `string.format(list)` (cel-spec, extensions/strings).
enum Formatting {
    static func format(_ template: String, _ values: [Value], _ meter: inout Meter) throws(Fault) -> String {
        var result: [UInt8] = []
        var rest = Array(template.utf8)[...]
        var next = 0
        try meter.chargeBytes(rest.count)
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            if rest.first == UInt8(ascii: "%") {
                rest.removeFirst()
                result.append(byte)
                continue
            }
            let precision = try precision(&rest)
            guard let clause = rest.popFirst() else { throw Fault("unexpected end of string") }
            guard next < values.count else { throw Fault("index \(next) out of range") }
            let text = try clauseText(clause, values[next], precision, &meter)
            next += 1
            try meter.charge(1)
            try meter.chargeBytes(text.utf8.count)
            result += text.utf8
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The digits after a point; nil when there is no point.
    private static func precision(_ rest: inout ArraySlice<UInt8>) throws(Fault) -> Int? {
        guard rest.first == UInt8(ascii: ".") else { return nil }
        rest.removeFirst()
        var result = 0
        var count = 0
        while let digit = rest.first, digit.isDigit {
            result = result * 10 + Int(digit - UInt8(ascii: "0"))
            count += 1
            rest.removeFirst()
            guard result <= DoubleText.greatestPrecision else { throw Fault("the precision is too large") }
        }
        guard count > 0 else { throw Fault("error while parsing precision: digits are missing after the point") }
        return result
    }

    private static func clauseText(
        _ clause: UInt8,
        _ value: Value,
        _ precision: Int?,
        _ meter: inout Meter
    ) throws(Fault) -> String {
        switch clause {
        case UInt8(ascii: "s"): return try text(value, &meter)
        case UInt8(ascii: "d"):
            switch value {
            case .int(let number): return String(number)
            case .uint(let number): return String(number)
            case .double(let number): return DoubleText.plain(number)
            default: throw wrong("decimal clause can only be used on integers", value)
            }
        case UInt8(ascii: "f"):
            guard let number = double(value) else {
                throw wrong("fixed-point clause can only be used on doubles", value)
            }
            return DoubleText.formatted(number, precision: precision ?? 6, scientific: false)
        case UInt8(ascii: "e"):
            guard let number = double(value) else {
                throw wrong("scientific clause can only be used on doubles", value)
            }
            return DoubleText.formatted(number, precision: precision ?? 6, scientific: true)
        case UInt8(ascii: "b"):
            if case .bool(let flag) = value { return flag ? "1" : "0" }
            guard let text = integer(value, radix: 2) else {
                throw wrong("only integers and bools can be formatted as binary", value)
            }
            return text
        case UInt8(ascii: "o"):
            guard let text = integer(value, radix: 8) else {
                throw wrong("octal clause can only be used on integers", value)
            }
            return text
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            let isUpper = clause == UInt8(ascii: "X")
            if let text = integer(value, radix: 16, uppercase: isUpper) { return text }
            switch value {
            case .string(let text): return hexadecimal(Array(text.utf8), isUpper)
            case .bytes(let bytes): return hexadecimal(bytes, isUpper)
            default: throw wrong("only integers, byte buffers, and strings can be formatted as hex", value)
            }
        default:
            let name = String(decoding: [clause], as: UTF8.self)
            throw Fault("could not parse formatting clause: unrecognized formatting clause \"\(name)\"")
        }
    }

    private static func wrong(_ message: String, _ value: Value) -> Fault {
        Fault("error during formatting: \(message), was given \(value.typeName)")
    }

    private static func double(_ value: Value) -> Double? {
        switch value {
        case .double(let number): number
        case .int(let number): Double(number)
        case .uint(let number): Double(number)
        default: nil
        }
    }

    private static func integer(_ value: Value, radix: Int, uppercase: Bool = false) -> String? {
        switch value {
        case .int(let number): String(number, radix: radix, uppercase: uppercase)
        case .uint(let number): String(number, radix: radix, uppercase: uppercase)
        default: nil
        }
    }

    private static func hexadecimal(_ bytes: [UInt8], _ uppercase: Bool) -> String {
        let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// `%s`: what each type looks like as text; maps are sorted by their keys' text.
    private static func text(_ value: Value, _ meter: inout Meter) throws(Fault) -> String {
        try meter.charge(1)
        switch value {
        case .string(let text): return text
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return DoubleText.plain(number)
        case .bytes(let bytes): return repaired(bytes)
        case .null: return "null"
        case .timestamp(let moment): return moment.rfc3339
        case .duration(let span): return span.secondsText
        case .type(let name): return name.name
        case .list(let items):
            var parts: [String] = []
            for item in items { parts.append(try text(item, &meter)) }
            try meter.chargeBytes(parts.reduce(0) { $0 + $1.utf8.count })
            return "[" + parts.joined(separator: ", ") + "]"
        case .map(let map):
            var parts: [(key: String, value: String)] = []
            for entry in map.entries { parts.append((try text(entry.key, &meter), try text(entry.value, &meter))) }
            try meter.chargeBytes(parts.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count })
            let sorted = parts.sorted { Text.precedes($0.key, $1.key) }
            return "{" + sorted.map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}"
        case .optional:
            throw wrong(
                "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, "
                    + "durations, and timestamps",
                value
            )
        }
    }

    /// Bytes as text, each run of what isn't UTF-8 as one U+FFFD.
    private static func repaired(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var result = ""
        var decoder = UTF8()
        var source = bytes.makeIterator()
        var wasBad = false
        while true {
            switch decoder.decode(&source) {
            case .scalarValue(let scalar):
                result.unicodeScalars.append(scalar)
                wasBad = false
            case .error:
                if !wasBad { result += "\u{FFFD}" }
                wasBad = true
            case .emptyInput: return result
            }
        }
    }
}
