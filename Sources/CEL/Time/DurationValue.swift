/// A span of time with nanoseconds; its range is about ±292 years (cel-spec langdef, “Overflow”).
package struct DurationValue: Sendable, Hashable, Comparable {
    /// The whole span in nanoseconds.
    package let totalNanoseconds: Int64

    /// Makes a span.
    package init(totalNanoseconds: Int64) { self.totalNanoseconds = totalNanoseconds }

    /// Makes a span; nil out of range.
    package init?(seconds: Int64, nanoseconds: Int32 = 0) {
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (total, tooLarge) = whole.addingReportingOverflow(Int64(nanoseconds))
        guard !overflow, !tooLarge else { return nil }
        totalNanoseconds = total
    }

    /// Whole seconds, rounded toward zero.
    package var seconds: Int64 { totalNanoseconds / 1_000_000_000 }

    /// The rest in nanoseconds, with the sign of the span.
    package var nanoseconds: Int32 { Int32(truncatingIfNeeded: totalNanoseconds % 1_000_000_000) }

    package static func < (left: DurationValue, right: DurationValue) -> Bool {
        left.totalNanoseconds < right.totalNanoseconds
    }

    /// Reads `1h30m`, `1.5s`, `-10ms`, `0`: decimal numbers, each with a unit of h, m, s, ms, us (µs) or ns.
    package init?(parsing text: String) {
        var rest = Substring(text).utf8
        var negative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            negative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        if rest.elementsEqual("0".utf8) {
            totalNanoseconds = 0
            return
        }
        guard !rest.isEmpty else { return nil }
        // Counted below zero, since that side of the range is one larger.
        var total: Int64 = 0
        while !rest.isEmpty {
            guard let part = DurationValue.readPart(&rest) else { return nil }
            let (sum, overflow) = total.subtractingReportingOverflow(part)
            guard !overflow else { return nil }
            total = sum
        }
        if negative {
            totalNanoseconds = total
        } else {
            guard total != .min else { return nil }
            totalNanoseconds = -total
        }
    }

    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("ns", 1), ("us", 1000), ("µs", 1000), ("μs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]

    /// One number with its unit, in nanoseconds; what is finer than that is dropped.
    private static func readPart(_ rest: inout Substring.UTF8View) -> Int64? {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        var whole: Int64 = 0
        var fraction: [UInt8] = []
        var count = 0
        while let byte = rest.first, digits.contains(byte) {
            let (ten, overflow) = whole.multipliedReportingOverflow(by: 10)
            let (sum, tooLarge) = ten.addingReportingOverflow(Int64(byte - digits.lowerBound))
            guard !overflow, !tooLarge else { return nil }
            whole = sum
            count += 1
            rest.removeFirst()
        }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            while let byte = rest.first, digits.contains(byte) {
                if fraction.count < 13 { fraction.append(byte - digits.lowerBound) }
                count += 1
                rest.removeFirst()
            }
        }
        let name = rest.prefix { !digits.contains($0) && $0 != UInt8(ascii: ".") }
        guard count > 0, let unit = units.first(where: { name.elementsEqual($0.name.utf8) }) else { return nil }
        rest = rest.dropFirst(name.count)
        let (scaled, overflow) = whole.multipliedReportingOverflow(by: unit.nanoseconds)
        var place = unit.nanoseconds
        var below: Int64 = 0
        for digit in fraction {
            // Exact while the unit divides by ten; hours and minutes keep their sub-nanosecond rest out of the result.
            below += Int64(digit) * place / 10
            place /= 10
        }
        let (total, tooLarge) = scaled.addingReportingOverflow(below)
        return overflow || tooLarge ? nil : total
    }

    /// Decimal seconds: `5400s`, `-1.5s`.
    package var secondsText: String {
        let magnitude = totalNanoseconds.magnitude
        let fraction = Int(magnitude % 1_000_000_000)
        var text = (totalNanoseconds < 0 ? "-" : "") + String(magnitude / 1_000_000_000)
        if fraction > 0 {
            var digits = Substring(fraction.padded(to: 9))
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text + "s"
    }
}

extension DurationValue: CustomStringConvertible {
    package var description: String { secondsText }
}
