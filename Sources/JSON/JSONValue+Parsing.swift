internal import CSimdjson

extension JSONValue {
    /// Arrays and objects may be nested this deep, in a value and in a page alike; an empty one in the innermost isn't
    /// counted.
    package static let deepestNesting = 256

    /// Reads one JSON value, with nothing but white space after it. Of several members with one key the last wins.
    ///
    /// Strict RFC 8259; a byte order mark at the start is skipped, as its §8.1 allows. Safe to call from any thread: parsers
    /// are taken from a pool.
    package static func parse(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
        let document = try ParsedDocument.take()
        defer { document.giveBack() }
        try document.parse(bytes)
        return try document.tree()
    }

    /// Reads one JSON value from text; offsets count its UTF-8 bytes.
    package static func parse(_ text: String) throws(JSONProblem) -> JSONValue {
        try parse(Array(text.utf8))
    }
}

/// Builds values from the preorder that the C side lays out.
struct TreeReader {
    private var next: UnsafePointer<csimdjson_cell>

    init(at node: UnsafePointer<csimdjson_cell>) {
        next = node
    }

    /// The value at the current place, which moves behind it. The parser's limit on nesting bounds the recursion.
    mutating func value() -> JSONValue {
        let cell = next.pointee
        next += 1
        switch Int(cell.tag) {
        case CSIMDJSON_ARRAY:
            var values: [JSONValue] = []
            values.reserveCapacity(Int(cell.length))
            for _ in 0..<cell.length { values.append(value()) }
            return .array(values)
        case CSIMDJSON_OBJECT:
            var object = JSONObject()
            for _ in 0..<cell.length {
                let key = next.pointee.text
                next += 1
                object[key] = value()
            }
            return .object(object)
        default:
            return cell.scalar
        }
    }
}
