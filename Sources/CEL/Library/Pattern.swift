internal import CRE2

/// A compiled regular expression (RE2, linear time).
final class Pattern: Sendable {
    // RE2 objects are const after they are made and documented as safe for use by several threads.
    private nonisolated(unsafe) let compiled: OpaquePointer

    /// How many capturing groups it has.
    let groups: Int

    /// Compiles; throws for a malformed one, or one whose program takes more than `memory` bytes.
    init(_ source: String, memory: Int) throws(Fault) {
        var reason = [CChar](repeating: 0, count: 256)
        var text = source
        let made = text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                cre2_compile($0.baseAddress, $0.count, Int64(memory), &reason, reason.count)
            }
        }
        guard let made else {
            let bytes = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw Fault("invalid regular expression: \(String(decoding: bytes, as: UTF8.self))")
        }
        compiled = made
        groups = Int(cre2_groups(made))
    }

    deinit { cre2_free(compiled) }

    /// Whether it matches somewhere in the text.
    func matches(_ text: String) -> Bool {
        let fast = text.utf8.withContiguousStorageIfAvailable { matches($0) }
        return fast ?? Array(text.utf8).withUnsafeBufferPointer { matches($0) }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withMemoryRebound(to: CChar.self) { cre2_matches(compiled, $0.baseAddress, $0.count) != 0 }
    }

    /// Calls `visit` with the range of each match and of its groups, as long as it gives true.
    func forEachMatch(
        in bytes: [UInt8],
        _ meter: inout Meter,
        _ visit: ([Range<Int>?]) throws(Fault) -> Bool
    ) throws(Fault) {
        var start = 0
        var offsets = [Int64](repeating: -1, count: (groups + 1) * 2)
        while start <= bytes.count {
            try meter.charge(1)
            try meter.chargeBytes(bytes.count - start)
            let found = bytes.withUnsafeBufferPointer { buffer in
                buffer.withMemoryRebound(to: CChar.self) {
                    cre2_find(compiled, $0.baseAddress, $0.count, start, &offsets, Int32(groups + 1))
                }
            }
            guard found != 0 else { return }
            let ranges = (0...groups).map { group -> Range<Int>? in
                offsets[group * 2] < 0 ? nil : Int(offsets[group * 2])..<Int(offsets[group * 2 + 1])
            }
            guard let whole = ranges[0], try visit(ranges) else { return }
            start = whole.upperBound
            if whole.isEmpty {
                start += 1
                while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
    }

    /// The text with the first `limit` matches replaced, all when it is negative.
    func replace(
        in text: String,
        with replacement: String,
        limit: Int,
        _ meter: inout Meter
    ) throws(Fault) -> String {
        let parts = try replacementParts(replacement)
        guard limit != 0 else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        var count = 0
        var cost = 0
        try forEachMatch(in: bytes, &meter) { (ranges: [Range<Int>?]) throws(Fault) -> Bool in
            guard let whole = ranges[0] else { return false }
            result += bytes[position..<whole.lowerBound]
            for part in parts {
                switch part {
                case .text(let text): result += text
                case .group(let index): if let range = ranges[index] { result += bytes[range] }
                }
            }
            cost = result.count
            guard cost <= 16_000_000 else { throw Fault("the text made by regex.replace is too long") }
            position = whole.upperBound
            count += 1
            return limit < 0 || count < limit
        }
        result += bytes[position...]
        try meter.chargeBytes(result.count)
        return String(decoding: result, as: UTF8.self)
    }

    private enum Part {
        case text([UInt8])
        case group(Int)
    }

    private func replacementParts(_ replacement: String) throws(Fault) -> [Part] {
        var parts: [Part] = []
        var literal: [UInt8] = []
        var rest = Array(replacement.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                literal.append(byte)
                continue
            }
            guard let next = rest.popFirst() else { throw Fault("invalid replacement string: it ends with \\") }
            if next == byte {
                literal.append(byte)
            } else if next.isDigit {
                let group = Int(next - UInt8(ascii: "0"))
                guard group <= groups else { throw Fault("invalid replacement string: there is no group \(group)") }
                parts.append(.text(literal))
                parts.append(.group(group))
                literal = []
            } else {
                throw Fault("invalid replacement string: \\ must be followed by a digit or \\")
            }
        }
        parts.append(.text(literal))
        return parts
    }
}
