/// A named text, kept once and shared by every span in it.
///
/// Equal only to itself: two files with the same bytes are still two places.
package final class SourceText: Sendable {
    /// How people know it: a path as they gave it, or `<stdin>`.
    package let name: String

    /// The text as it was read, in whatever encoding it is.
    package let bytes: [UInt8]

    /// The offset of each line's first byte.
    private let lineStarts: [Int]

    /// Takes a text as it was read; nothing is checked here.
    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        lineStarts = Self.lineStarts(of: bytes)
    }

    /// Takes a text that is at hand as a string.
    package convenience init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    /// How many lines it has; an empty text has one, and a final line break begins one more.
    package var lineCount: Int { lineStarts.count }

    /// The bytes of a UTF-8 byte order mark at the start: 3 or 0.
    package var byteOrderMarkLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// A line without its line break, counted from 1; empty beyond the text.
    ///
    /// What is not UTF-8 reads as U+FFFD.
    package func line(_ number: Int) -> String {
        guard number >= 1, number <= lineStarts.count else { return "" }
        let start = lineStarts[number - 1]
        var end = number < lineStarts.count ? lineStarts[number] : bytes.count
        while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return text(from: number == 1 ? min(byteOrderMarkLength, end) : start, to: end)
    }

    /// The text between two UTF-8 offsets; beyond the ends there is nothing.
    package func text(from start: Int, to end: Int) -> String {
        let lower = min(max(start, 0), bytes.count)
        let upper = min(max(end, lower), bytes.count)
        return String(decoding: bytes[lower..<upper], as: UTF8.self)
    }

    /// The mark at a UTF-8 offset; inside a character it is that character's, beyond the text the end's.
    package func mark(atOffset utf8: Int) -> Mark {
        let wanted = min(max(utf8, 0), bytes.count)
        let line = lineIndex(of: wanted)
        let lineStart = lineStarts[line]
        let offset = characterStart(at: wanted, notBefore: lineStart)
        let first = line == 0 ? min(byteOrderMarkLength, offset) : lineStart
        var column = 1
        for index in first..<offset where bytes[index] & 0xC0 != 0x80 { column += 1 }
        return Mark(offset: offset, line: line + 1, column: column)
    }

    /// The mark at a line and a column, both from 1; beyond the line's end it is the end.
    package func mark(line: Int, column: Int) -> Mark {
        let number = min(max(line, 1), lineStarts.count)
        let start = max(lineStarts[number - 1], number == 1 ? byteOrderMarkLength : 0)
        let before = self.line(number).unicodeScalars.prefix(max(column, 1) - 1)
        let length = before.reduce(0) { $0 + UTF8.width($1) }
        return mark(atOffset: start + length)
    }

    /// The span between two UTF-8 offsets.
    package func span(from start: Int, to end: Int) -> Span {
        Span(source: self, start: mark(atOffset: start), end: mark(atOffset: max(start, end)))
    }

    private func lineIndex(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    /// Steps back from the middle of a character, but not from a stray continuation byte.
    private func characterStart(at offset: Int, notBefore lower: Int) -> Int {
        var lead = offset
        while lead > lower, offset - lead < 3, lead < bytes.count, bytes[lead] & 0xC0 == 0x80 { lead -= 1 }
        guard lead < offset else { return offset }
        let length =
            switch bytes[lead] {
            case 0xC0...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF7: 4
            default: 1
            }
        return offset - lead < length ? lead : offset
    }

    /// Lines end at LF, CR LF and CR (YAML 1.2.2 §5.4).
    private static func lineStarts(of bytes: [UInt8]) -> [Int] {
        var starts = [0]
        bytes.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == 0x0A || (byte == 0x0D && (index == bytes.count || bytes[index] != 0x0A)) {
                    starts.append(index)
                }
            }
        }
        return starts
    }
}

extension SourceText: Hashable {
    package static func == (left: SourceText, right: SourceText) -> Bool { left === right }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
