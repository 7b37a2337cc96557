internal import CSimdjson

/// One page of a listing, parsed; strings are made only when they're asked for.
///
/// It holds a parser of the pool for as long as it lives, so take what is needed and let it go. Reading it from several
/// threads at once is safe.
///
/// `@unchecked Sendable`: the cells and the text they point to belong to `document`, which nobody changes before `deinit`.
package final class RecordPage: @unchecked Sendable {
    /// What the page was read by.
    package let shape: PageShape

    /// The number of rows, those that aren't objects included.
    package let rowCount: Int

    /// What stands at the path of the list; `nil` if there is nothing.
    package let listKind: JSONKind?

    private let document: ParsedDocument
    private let contents: csimdjson_page
    private let fieldCount: Int

    init(shape: PageShape, document: ParsedDocument, contents: csimdjson_page) {
        self.shape = shape
        self.document = document
        self.contents = contents
        fieldCount = shape.fields.count
        rowCount = contents.row_count
        listKind = JSONKind(tag: contents.list_tag)
    }

    deinit {
        document.giveBack()
    }

    /// Whether the list was there and an array: if not, this isn't a page but an answer of another form, such as an error.
    package var foundList: Bool { listKind == .array }

    /// The fields beside the list.
    package var top: PageFields { PageFields(page: self, cells: contents.top, count: shape.top.count, row: nil) }

    /// A row, from 0 to `rowCount` - 1.
    package subscript(row: Int) -> PageFields {
        precondition(row >= 0 && row < rowCount, "the page has no such row")
        // The cell of the row itself comes before those of its fields.
        let cells = contents.cells + row * (fieldCount + 1) + 1
        return PageFields(page: self, cells: cells, count: fieldCount, row: row)
    }

    /// Calls `body` with each row in order, and ends with the error it throws, if any.
    package func forEachRow<Failure: Error>(_ body: (PageFields) throws(Failure) -> Void) throws(Failure) {
        for row in 0..<rowCount { try body(self[row]) }
    }

    /// The array or object at a place among the trees of the page.
    func tree(at place: Int) -> JSONValue {
        var reader = TreeReader(at: contents.nodes + place)
        return reader.value()
    }
}
