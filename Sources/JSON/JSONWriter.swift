/// Appends compact JSON (RFC 8259) to a buffer; commas and colons come by themselves.
///
/// Arrays and objects are written between `begin…` and `end…`; in an object each value follows its `key`. The calls must
/// pair up: the writer stops the program when more is ended than was begun, and doesn't check more than that.
package struct JSONWriter: Sendable {
    /// What has been written so far, in UTF-8.
    package private(set) var bytes: [UInt8] = []

    private var needsComma = false
    private var depth = 0

    /// An empty writer.
    package init() {}

    /// A writer with room for so many bytes.
    package init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// Whether everything begun has been ended.
    package var isComplete: Bool { depth == 0 && !bytes.isEmpty }

    /// What has been written so far, as text.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Forgets what was written, and keeps the buffer.
    package mutating func clear() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
        depth = 0
    }

    /// Opens an object.
    package mutating func beginObject() { begin(UInt8(ascii: "{")) }

    /// Closes the innermost array or object, which must be an object.
    package mutating func endObject() { end(UInt8(ascii: "}")) }

    /// Opens an array.
    package mutating func beginArray() { begin(UInt8(ascii: "[")) }

    /// Closes the innermost array or object, which must be an array.
    package mutating func endArray() { end(UInt8(ascii: "]")) }

    /// Writes the key of the next value.
    package mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes `null`.
    package mutating func null() { append("null") }

    /// Writes `true` or `false`.
    package mutating func value(_ truth: Bool) { append(truth ? "true" : "false") }

    /// Writes an integer.
    package mutating func value(_ number: Int) { append(number.description) }

    /// Writes the shortest number that reads back as the same double. NaN and the infinities, which JSON can't express,
    /// become `null`.
    package mutating func value(_ number: Double) { append(number.isFinite ? number.description : "null") }

    /// Writes a string. Only what must be escaped is: quotes, backslashes and the control characters below U+0020.
    package mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    /// Ends a line of JSON Lines, after which the next value begins anew.
    package mutating func newline() {
        bytes.append(0x0A)
        needsComma = false
    }

    private mutating func begin(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
        depth += 1
    }

    private mutating func end(_ bracket: UInt8) {
        precondition(depth > 0, "JSONWriter ends more arrays and objects than it began")
        bytes.append(bracket)
        needsComma = true
        depth -= 1
    }

    private mutating func append(_ word: String) {
        separate()
        bytes.append(contentsOf: word.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaped($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var copied = 0
        for place in text.indices {
            let byte = text[place]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: text[copied..<place])
            appendEscape(byte)
            copied = place + 1
        }
        bytes.append(contentsOf: text[copied...])
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case ..<0x20:
            let hex = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(hex[Int(byte >> 4)])
            bytes.append(hex[Int(byte & 0xF)])
        default: bytes.append(byte)
        }
    }
}

extension JSONWriter {
    /// Writes any value, members in their order.
    package mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let truth): self.value(truth)
        case .int(let number): self.value(number)
        case .double(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let values):
            beginArray()
            for value in values { self.value(value) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object { self.member(member.key, member.value) }
            endObject()
        }
    }

    /// Writes a key and its value.
    package mutating func member(_ key: String, _ value: JSONValue) {
        self.key(key)
        self.value(value)
    }

    /// Writes a key and its string.
    package mutating func member(_ key: String, _ text: String) {
        self.key(key)
        value(text)
    }

    /// Writes a key and its integer.
    package mutating func member(_ key: String, _ number: Int) {
        self.key(key)
        value(number)
    }

    /// Writes a key and its boolean.
    package mutating func member(_ key: String, _ truth: Bool) {
        self.key(key)
        value(truth)
    }
}
