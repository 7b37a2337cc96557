/// What a scalar says where a boolean is wanted.
package enum BoolReading: Sendable, Hashable {
    /// `true` or `false`, also `True`, `TRUE`, `False`, `FALSE`.
    case bool(Bool)

    /// `yes`, `no`, `on`, `off`, `y`, `n`: a boolean in YAML 1.1 and text in YAML 1.2, so it must be asked back.
    case legacy(Bool)

    /// No boolean.
    case other
}

/// The readings of YAML 1.2.2 §10.3.2 (core schema), chosen by the type that is wanted.
///
/// They take text, so that they also serve after substitution. Whether a quoted `"15"` is a number is the caller's rule.
extension Scalar {
    /// Whether a scalar is null: plain `~`, `null`, `Null`, `NULL` or nothing.
    package static func isNull(_ text: String, _ style: Style) -> Bool {
        guard style == .plain else { return false }
        return switch text {
        case "", "~", "null", "Null", "NULL": true
        default: false
        }
    }

    /// The text as a boolean.
    package static func asBool(_ text: String) -> BoolReading {
        switch text {
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        case "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": .legacy(true)
        case "no", "No", "NO", "off", "Off", "OFF", "n", "N": .legacy(false)
        default: .other
        }
    }

    /// The text as a whole number: `[-+]?[0-9]+`, `0o[0-7]+`, `0x[0-9a-fA-F]+`; nil for others and beyond 64 bits.
    ///
    /// `017` is 17: octal needs its `o`.
    package static func asInt(_ text: String) -> Int? {
        let (digits, radix): (Substring, Int) =
            if text.hasPrefix("0x") {
                (text.dropFirst(2), 16)
            } else if text.hasPrefix("0o") {
                (text.dropFirst(2), 8)
            } else {
                (text[...], 10)
            }
        guard let first = digits.utf8.first else { return nil }
        if radix != 10, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { return nil }
        return Int(digits, radix: radix)
    }

    /// The text as a number: decimal with optional fraction and exponent, `.inf`, `-.inf`, `.nan`, or a whole number.
    ///
    /// Nil for others, and for what is too large for 64 bits.
    package static func asDouble(_ text: String) -> Double? {
        switch text {
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": return .infinity
        case "-.inf", "-.Inf", "-.INF": return -.infinity
        case ".nan", ".NaN", ".NAN": return .nan
        default: break
        }
        if let int = asInt(text) { return Double(int) }
        guard isDecimal(text.utf8), let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func isDecimal(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        func skipDigits() -> Int {
            let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        func skip(_ accepted: Unicode.Scalar...) -> Bool {
            guard let first = rest.first, accepted.contains(Unicode.Scalar(first)) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = skip("-", "+")
        let whole = skipDigits()
        let fraction = skip(".") ? skipDigits() : 0
        guard whole + fraction > 0 else { return false }
        if skip("e", "E") {
            _ = skip("-", "+")
            guard skipDigits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
