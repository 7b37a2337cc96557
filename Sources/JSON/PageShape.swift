internal import CSimdjson

/// A field wanted from the rows of a listing, or from the object around them.
package struct PageField: Sendable, Hashable {
    /// The types accepted for a field. `null` and a missing key are accepted by all of them.
    package enum Kind: Sendable, Hashable {
        case string
        /// An integer; also a number without fraction, and a string that is an integer from end to end.
        case int
        /// A number; also a string that is a JSON number from end to end.
        case double
        case bool
        /// An identifier that comes as a string or as a number, read as text.
        case stringOrNumber
        /// Any value, read as `JSONValue`.
        case json
    }

    /// The key, as it is (dots have no meaning).
    package let name: String

    /// The types accepted.
    package let kind: Kind

    /// A field of the given key and kind.
    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// What to read from each page of an API listing; everything else in the body is skipped.
///
/// A shape is made once and used for every page: `let page = try shape.parse(body)`. Safe to use from several threads.
package struct PageShape: Sendable {
    /// The keys leading to the array of rows.
    package let path: [String]

    /// The fields wanted from each row, read by their place in this list.
    package let fields: [PageField]

    /// The fields wanted from the root object, read by their place in this list.
    package let top: [PageField]

    /// The keys in the form that the C side reads.
    private let keys: ShapeKeys

    /// Declares a page.
    ///
    /// - Parameters:
    ///   - list: The key of the array of rows: `"participants"`, nested `"data.rows"`, or `""` when the body is the array.
    ///   - fields: The fields of each row.
    ///   - top: The fields beside the list, such as a token for the next page or an error code.
    package init(list: String, fields: [PageField], top: [PageField] = []) {
        path = list.isEmpty ? [] : list.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        self.fields = fields
        self.top = top
        keys = ShapeKeys(path: path, fields: fields, top: top)
    }

    /// Reads one page.
    ///
    /// A body without the list is no error here, since an API may answer with an error object under status 200: see
    /// `RecordPage.foundList`.
    package func parse(_ body: [UInt8]) throws(JSONProblem) -> RecordPage {
        let document = try ParsedDocument.take()
        do throws(JSONProblem) {
            try document.parse(body)
            return RecordPage(shape: self, document: document, contents: try document.read(keys.shape))
        } catch {
            document.giveBack()
            throw error
        }
    }
}

/// The keys of a shape in memory of their own.
///
/// `@unchecked Sendable`: the memory is written by `init`, and only read until `deinit`.
private final class ShapeKeys: @unchecked Sendable {
    let shape: csimdjson_shape
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let keys: UnsafeMutableBufferPointer<csimdjson_key>

    init(path: [String], fields: [PageField], top: [PageField]) {
        let names = path + fields.map(\.name) + top.map(\.name)
        let trees = path.map { _ in false } + (fields + top).map { $0.kind == .json }
        text = .allocate(capacity: names.reduce(1) { $0 + $1.utf8.count })
        keys = .allocate(capacity: names.count + 1)
        keys.initialize(repeating: csimdjson_key())
        text.initialize(repeating: 0)
        var used = 0
        for (place, name) in names.enumerated() {
            let start = UnsafeRawPointer(text.baseAddress.map { $0 + used })?.assumingMemoryBound(to: CChar.self)
            keys[place] = csimdjson_key(text: start, length: name.utf8.count, tree: trees[place])
            for byte in name.utf8 {
                text[used] = byte
                used += 1
            }
        }
        let first = UnsafePointer(keys.baseAddress)
        shape = csimdjson_shape(
            path: first,
            path_count: path.count,
            fields: first.map { $0 + path.count },
            field_count: fields.count,
            top: first.map { $0 + path.count + fields.count },
            top_count: top.count
        )
    }

    deinit {
        text.deallocate()
        keys.deallocate()
    }
}
