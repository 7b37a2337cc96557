#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Writing floating-point numbers.
enum DoubleText {
    /// The shortest decimal digits that read back as the same number, without exponent up to 10²¹: `123.456`, `2`.
    static func string(_ number: Double) -> String {
        guard number.isFinite else { return notFinite(number) }
        let magnitude = abs(number)
        if magnitude != 0, magnitude < 1e-6 || magnitude >= 1e21 {
            let text = number.description
            return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
        }
        return plain(number)
    }

    /// The shortest digits, never with an exponent.
    static func plain(_ number: Double) -> String {
        guard number.isFinite else { return notFinite(number) }
        var text = Substring(number.description)
        var sign = ""
        if text.first == "-" {
            sign = "-"
            text.removeFirst()
        }
        let parts = text.split(separator: "e", maxSplits: 1)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1)
        let whole = String(mantissa[0])
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        let digits = whole + fraction
        let point = whole.utf8.count + exponent
        if point <= 0 {
            return sign + "0." + String(repeating: "0", count: -point) + digits
        }
        let count = digits.utf8.count
        if point >= count { return sign + digits + String(repeating: "0", count: point - count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    static func notFinite(_ number: Double) -> String {
        number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
    }

    /// `%.2f` or `%.2e` as C writes it; the precision is at most ``greatestPrecision``.
    static func formatted(_ number: Double, precision: Int, scientific: Bool) -> String {
        guard number.isFinite else { return notFinite(number) }
        var buffer = [CChar](repeating: 0, count: 400 + precision)
        let written = withVaList([Int32(truncatingIfNeeded: precision), number]) {
            vsnprintf(&buffer, buffer.count, scientific ? "%.*e" : "%.*f", $0)
        }
        let count = max(0, min(Int(written), buffer.count - 1))
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static let greatestPrecision = 1000
}
