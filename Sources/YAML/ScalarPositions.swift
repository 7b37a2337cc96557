/// Finds where each byte of a scalar's text stands in the file, by reading the scalar once more.
///
/// The reading must yield the text that libyaml gave; if it doesn't, as for a text after substitution, the places are
/// unknown.
struct ScalarPositions {
    private let bytes: [UInt8]
    private var end: Int
    private var index: Int

    /// The text read again, and the file offset of each of its bytes.
    private var text: [UInt8] = []
    private var offsets: [Int] = []

    private init(_ span: Span) {
        bytes = span.source.bytes
        end = min(span.end.offset, bytes.count)
        index = min(span.start.offset, end)
    }

    /// The file offset of each byte of the text, then of its end; empty when they are unknown.
    static func offsets(of scalar: Scalar) -> [Int] {
        var reading = ScalarPositions(scalar.span)
        switch scalar.style {
        case .plain: reading.readFlow(quote: nil)
        case .singleQuoted: reading.readFlow(quote: UInt8(ascii: "'"))
        case .doubleQuoted: reading.readFlow(quote: UInt8(ascii: "\""))
        case .literal: reading.readBlock(scalar.text, isFolded: false)
        case .folded: reading.readBlock(scalar.text, isFolded: true)
        }
        let length = scalar.text.utf8.count
        guard reading.text.count >= length, scalar.text.utf8.elementsEqual(reading.text.prefix(length)) else {
            return []
        }
        let next = reading.offsets.count > length ? reading.offsets[length] : reading.index
        return reading.offsets.prefix(length) + [next]
    }
}

// MARK: - Plain and quoted scalars

extension ScalarPositions {
    /// Line breaks between words: a single one is a space, of several the first is dropped (YAML 1.2.2 §6.5).
    private mutating func readFlow(quote: UInt8?) {
        if quote != nil { index += 1 }
        while index < end {
            let byte = bytes[index]
            if byte == 0x20 || byte == 0x09 || isBreak(byte) {
                readBlanks(isContinued: false)
            } else if byte == quote {
                guard byte == UInt8(ascii: "'"), index + 1 < end, bytes[index + 1] == byte else { return }
                put([byte], at: index)
                index += 2
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), index + 1 < end {
                readEscape()
            } else {
                put([byte], at: index)
                index += 1
            }
        }
    }

    private mutating func readBlanks(isContinued: Bool) {
        let start = index
        var breaks: [Int] = []
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 || isBreak(bytes[index]) {
            if isBreak(bytes[index]) {
                breaks.append(index)
                skipBreak()
            } else {
                index += 1
            }
        }
        if isContinued {
            for place in breaks { put([0x0A], at: place) }
        } else if breaks.isEmpty {
            for place in start..<index { put([bytes[place]], at: place) }
        } else if breaks.count == 1 {
            put([0x20], at: breaks[0])
        } else {
            for place in breaks.dropFirst() { put([0x0A], at: place) }
        }
    }

    private mutating func readEscape() {
        let start = index
        let escape = bytes[index + 1]
        index += 1
        if isBreak(escape) {
            skipBreak()
            readBlanks(isContinued: true)
            return
        }
        index += 1
        if let byte = Self.escapes[escape] {
            put(Array(String(byte).utf8), at: start)
            return
        }
        let digits = escape == UInt8(ascii: "x") ? 2 : escape == UInt8(ascii: "u") ? 4 : 8
        let code = String(decoding: bytes[index..<min(index + digits, end)], as: UTF8.self)
        index = min(index + digits, end)
        guard let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) else { return }
        put(Array(String(scalar).utf8), at: start)
    }

    /// The escapes of one character (YAML 1.2.2 §5.7).
    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "0"): "\0", UInt8(ascii: "a"): "\u{7}", UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "t"): "\t",
        0x09: "\t", UInt8(ascii: "n"): "\n", UInt8(ascii: "v"): "\u{B}", UInt8(ascii: "f"): "\u{C}",
        UInt8(ascii: "r"): "\r", UInt8(ascii: "e"): "\u{1B}", 0x20: " ", UInt8(ascii: "\""): "\"",
        UInt8(ascii: "/"): "/", UInt8(ascii: "\\"): "\\", UInt8(ascii: "N"): "\u{85}", UInt8(ascii: "_"): "\u{A0}",
        UInt8(ascii: "L"): "\u{2028}", UInt8(ascii: "P"): "\u{2029}",
    ]
}

// MARK: - Block scalars

extension ScalarPositions {
    /// A line break that isn't written yet, as it may be folded.
    private typealias Break = Int

    /// Lines after the header, less their indentation (YAML 1.2.2 §8.1), with all line breaks at the end.
    private mutating func readBlock(_ wanted: String, isFolded: Bool) {
        // The span ends after the last visible character, and blanks and line breaks behind it may be text.
        while end < bytes.count, isBreak(bytes[end]) || bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        while index < end, !isBreak(bytes[index]) { index += 1 }
        skipBreak()
        let indentation = blockIndentation(wanted)
        var pending: Break?
        var wasIndented = false
        var breaks = readEmptyLines(indentation)
        while index < end {
            let isIndented = bytes[index] == 0x20 || bytes[index] == 0x09
            if isFolded, let place = pending, !wasIndented, !isIndented {
                if breaks.isEmpty { put([0x20], at: place) }
            } else if let place = pending {
                put([0x0A], at: place)
            }
            for place in breaks { put([0x0A], at: place) }
            wasIndented = isIndented
            while index < end, !isBreak(bytes[index]) {
                put([bytes[index]], at: index)
                index += 1
            }
            pending = index
            skipBreak()
            breaks = readEmptyLines(indentation)
        }
        for place in (pending.map { [$0] } ?? []) + breaks { put([0x0A], at: place) }
    }

    /// Empty lines before the next line, whose indentation is skipped.
    private mutating func readEmptyLines(_ indentation: Int) -> [Break] {
        var breaks: [Break] = []
        while index < end {
            var spaces = 0
            while index < end, spaces < indentation, bytes[index] == 0x20 {
                index += 1
                spaces += 1
            }
            guard index < end, isBreak(bytes[index]) else { break }
            breaks.append(index)
            skipBreak()
        }
        return breaks
    }

    /// The indentation of the first line that isn't empty in the text, less the spaces that are part of the text.
    private func blockIndentation(_ wanted: String) -> Int {
        let text = Array(wanted.utf8)
        let emptyLines = text.prefix { $0 == 0x0A }.count
        guard emptyLines < text.count else { return .max }
        var start = index
        for _ in 0..<emptyLines {
            while start < end, !isBreak(bytes[start]) { start += 1 }
            start += start + 1 < end && bytes[start] == 0x0D && bytes[start + 1] == 0x0A ? 2 : 1
        }
        let spaces = bytes[min(start, end)..<end].prefix { $0 == 0x20 }.count
        return max(0, spaces - text.dropFirst(emptyLines).prefix { $0 == 0x20 }.count)
    }
}

// MARK: - Bytes

extension ScalarPositions {
    private mutating func put(_ more: [UInt8], at place: Int) {
        for byte in more {
            text.append(byte)
            offsets.append(place)
        }
    }

    private func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

    private mutating func skipBreak() {
        guard index < end else { return }
        index += bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A ? 2 : 1
    }
}
