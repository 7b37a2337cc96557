/// Cuts a text into the pieces of a ``Template``.
struct TemplateParser {
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    /// All that wasn't well formed.
    private(set) var malformed: [Template.Malformed] = []

    /// Defaults within defaults go no deeper than this.
    private static let maxDepth = 8

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The pieces up to `end`, which isn't taken, or to the text's end.
    mutating func pieces(until end: UInt8?) -> [Template.Piece] {
        var pieces: [Template.Piece] = []
        var start = index
        func text() -> [Template.Piece] { start < index ? [.text(start..<index)] : [] }
        while index < bytes.count, bytes[index] != end {
            if startsWith("$${") {
                pieces += text() + [.escape(at: index)]
                index += 3
                start = index
            } else if startsWith("${") {
                pieces += text()
                if let reference = reference() { pieces.append(.reference(reference)) }
                start = index
            } else {
                index += 1
            }
        }
        return pieces + text()
    }

    /// Takes `${…}`; nil, with the reason noted, when it isn't well formed.
    private mutating func reference() -> Template.Reference? {
        let start = index
        index += 2
        let nameStart = index
        while index < bytes.count, Self.isNameByte(bytes[index], isFirst: index == nameStart) { index += 1 }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
        guard index < bytes.count, let close = closingBrace(from: index) else {
            index = bytes.count
            return fail(start..<index, "this `${` has no `}`", "write `$${` for a `${` that stands for itself")
        }
        if name.isEmpty {
            let inner = String(decoding: bytes[nameStart..<close], as: UTF8.self)
            index = close + 1
            if let spelling = VariableSpelling(github: inner) {
                if index < bytes.count, bytes[index] == UInt8(ascii: "}") { index += 1 }
                return fail(start..<index, "`${{ … }}` isn't replaced here", spelling.hint)
            }
            return fail(
                start..<index,
                "this isn't a variable's name",
                "names are letters, digits and `_`: `${ZOOM_CLIENT_ID}`"
            )
        }
        if bytes[index] == UInt8(ascii: "}") {
            index += 1
            return Template.Reference(name: name, range: start..<index, alternative: .none)
        }
        guard depth < Self.maxDepth else {
            index = close + 1
            return fail(start..<index, "defaults are nested too deep", "\(Self.maxDepth) levels are allowed")
        }
        if startsWith(":-") {
            index += 2
            depth += 1
            let value = pieces(until: UInt8(ascii: "}"))
            depth -= 1
            index = min(index + 1, bytes.count)
            return Template.Reference(name: name, range: start..<index, alternative: .value(value))
        }
        if startsWith(":?") {
            let message = String(decoding: bytes[(index + 2)..<close], as: UTF8.self)
            index = close + 1
            return Template.Reference(name: name, range: start..<index, alternative: .failure(message))
        }
        let place = index..<close
        index = close + 1
        return fail(
            place,
            "`\(name)` may be followed by `:-` and a default, `:?` and a message, or `}`",
            "names are letters, digits and `_`"
        )
    }

    /// The brace that closes the reference, braces of references within it passed over.
    private func closingBrace(from start: Int) -> Int? {
        var open = 0
        var place = start
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "$"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "{") {
                open += 1
                place += 1
            } else if bytes[place] == UInt8(ascii: "}") {
                if open == 0 { return place }
                open -= 1
            }
            place += 1
        }
        return nil
    }

    private mutating func fail(_ range: Range<Int>, _ message: String, _ hint: String) -> Template.Reference? {
        malformed.append(Template.Malformed(range: range, message: message, hint: hint))
        return nil
    }

    private func startsWith(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[index + $0] == text.utf8Start[$0] }
    }

    private static func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): !isFirst
        default: false
        }
    }
}
