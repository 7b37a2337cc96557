internal import CSimdjson
internal import Synchronization

/// A simdjson parser with the document it parsed last.
///
/// `@unchecked Sendable`: the C document is changed by `parse`, `tree` and `read` only, which its one owner calls before it
/// shares the document; afterwards it is only read, until it goes back to the pool with no reader left.
final class ParsedDocument: @unchecked Sendable {
    private let document: OpaquePointer

    private init() throws(JSONProblem) {
        guard let document = csimdjson_new(JSONValue.deepestNesting) else { throw .outOfMemory }
        self.document = document
    }

    deinit {
        csimdjson_free(document)
    }

    func parse(_ bytes: [UInt8]) throws(JSONProblem) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let skipped = bytes.starts(with: mark) ? mark.count : 0
        let code = bytes.withUnsafeBufferPointer { buffer in
            csimdjson_parse(document, buffer.baseAddress.map { $0 + skipped }, buffer.count - skipped)
        }
        guard code != 0 else { return }
        throw SyntaxFault.first(in: bytes, from: skipped)
            ?? JSONProblem("the JSON can't be read: \(String(cString: csimdjson_message(code)))")
    }

    /// The whole document as a value.
    func tree() throws(JSONProblem) -> JSONValue {
        var nodes: UnsafePointer<csimdjson_cell>?
        guard csimdjson_tree(document, &nodes) == 0, let nodes else { throw .outOfMemory }
        var reader = TreeReader(at: nodes)
        return reader.value()
    }

    /// The parts of the document that a shape asks for.
    func read(_ shape: csimdjson_shape) throws(JSONProblem) -> csimdjson_page {
        var page = csimdjson_page()
        var shape = shape
        guard csimdjson_read_page(document, &shape, &page) == 0 else { throw .outOfMemory }
        return page
    }
}

extension ParsedDocument {
    /// Parsers kept for the next page. More than this many at once are rare, and cost only their allocation.
    private static let mostIdle = 2

    /// A parser grown beyond this many bytes of input isn't kept: its buffers reserve about fifteen times as much.
    private static let largestKept = 1 << 20

    private static let idle = Mutex<[ParsedDocument]>([])

    /// A parser that nobody else uses.
    static func take() throws(JSONProblem) -> ParsedDocument {
        if let document = idle.withLock({ $0.popLast() }) { return document }
        return try ParsedDocument()
    }

    /// Lets others use the parser; the caller may neither use it any more nor anything that points into it.
    func giveBack() {
        guard csimdjson_capacity(document) <= Self.largestKept else { return }
        Self.idle.withLock { idle in
            if idle.count < Self.mostIdle { idle.append(self) }
        }
    }
}

extension JSONProblem {
    static let outOfMemory = JSONProblem("there is not enough memory to parse the JSON")
}
