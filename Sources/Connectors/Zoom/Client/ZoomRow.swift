internal import CEL
internal import JSON

/// A row type that knows its fields: how listings of it are read.
protocol ZoomRow: Hashable, Sendable {
    /// The fields wanted, in the order in which ``init(_:)`` reads them.
    static var fields: [PageField] { get }

    /// Reads a row.
    ///
    /// - Throws: `FieldProblem`.
    init(_ row: PageFields) throws
}

extension ZoomRow {
    /// The listing of an operation that has such rows.
    static func listing(_ operation: Operation) -> Listing<Self> {
        Listing(
            shape: PageShape(list: operation.list ?? "", fields: fields, top: Pages.top),
            row: { try Self($0) }
        )
    }
}

extension PageFields {
    /// A text; empty when Zoom left it out.
    func text(_ field: Int) throws -> String { try string(field) ?? "" }

    /// A moment; nil when it is missing, or isn't one.
    func moment(_ field: Int) throws -> Timestamp? {
        guard let text = try string(field), !text.isEmpty else { return nil }
        return Timestamp(rfc3339: text)
    }
}
