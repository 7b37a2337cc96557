internal import CSimdjson

/// The wanted fields of one row, or those beside the list, by their place in the shape.
///
/// A getter gives `nil` only where the field is missing or `null`, and throws where its value is of another type, so that
/// wrong data can't pass for no data. It keeps its page alive.
package struct PageFields: Sendable {
    private let page: RecordPage

    /// `nonisolated(unsafe)`: never changed while `page` lives.
    private nonisolated(unsafe) let cells: UnsafePointer<csimdjson_cell>?

    /// The row's number, from 0; `nil` for the fields beside the list.
    package let row: Int?

    private let count: Int

    init(page: RecordPage, cells: UnsafePointer<csimdjson_cell>?, count: Int, row: Int?) {
        self.page = page
        self.cells = cells
        self.count = count
        self.row = row
    }

    /// The fields as the shape declares them.
    package var fields: [PageField] { row == nil ? page.shape.top : page.shape.fields }

    /// Everything wrong with the row, judged by the declared kinds: empty for a sound one.
    package var problems: [FieldProblem] {
        if let row, let found = cells?[-1].kind, found != .object { return [.notObject(row: row, found: found)] }
        return fields.indices.compactMap { field in
            do throws(FieldProblem) {
                switch fields[field].kind {
                case .string, .stringOrNumber: _ = try string(field)
                case .int: _ = try int(field)
                case .double: _ = try double(field)
                case .bool: _ = try bool(field)
                case .json: break
                }
                return nil
            } catch {
                return error
            }
        }
    }

    /// Whether the key isn't there.
    package func isMissing(_ field: Int) -> Bool { cell(field).kind == nil }

    /// Whether the value is `null`.
    package func isNull(_ field: Int) -> Bool { cell(field).kind == .null }

    /// The text of a string; of a number too, where the shape says `stringOrNumber`: an integer in full, another number
    /// in its shortest form.
    package func string(_ field: Int) throws(FieldProblem) -> String? {
        let cell = try value(field)
        switch Int(cell.tag) {
        case CSIMDJSON_STRING: return cell.text
        case CSIMDJSON_MISSING, CSIMDJSON_NULL: return nil
        default:
            guard fields[field].kind == .stringOrNumber, let text = cell.identifier else {
                throw mistyped(field, cell, wanted: fields[field].kind == .stringOrNumber ? .stringOrNumber : .string)
            }
            return text
        }
    }

    /// An integer, however it is written: `12`, `12.0` or `"12"`.
    package func int(_ field: Int) throws(FieldProblem) -> Int? {
        let cell = try value(field)
        if cell.isAbsent { return nil }
        guard let number = cell.exactInt else { throw mistyped(field, cell, wanted: .int) }
        return number
    }

    /// A number, however it is written: `1.5` or `"1.5"`.
    package func double(_ field: Int) throws(FieldProblem) -> Double? {
        let cell = try value(field)
        if cell.isAbsent { return nil }
        guard let number = cell.number else { throw mistyped(field, cell, wanted: .double) }
        return number
    }

    /// A boolean, `true` or `false` only.
    package func bool(_ field: Int) throws(FieldProblem) -> Bool? {
        let cell = try value(field)
        if cell.isAbsent { return nil }
        guard cell.kind == .bool else { throw mistyped(field, cell, wanted: .bool) }
        return cell.value.integer != 0
    }

    /// Any value; `.null` for `null`, `nil` only where the key is missing. An array or object can be read only if the shape
    /// declares the field as `json`.
    package func json(_ field: Int) throws(FieldProblem) -> JSONValue? {
        let cell = try value(field)
        switch cell.kind {
        case nil: return nil
        case .array, .object:
            guard cell.value.integer >= 0 else { throw mistyped(field, cell, wanted: fields[field].kind) }
            return page.tree(at: Int(cell.value.integer))
        default: return cell.scalar
        }
    }

    private func cell(_ field: Int) -> csimdjson_cell {
        precondition(field >= 0 && field < count, "the shape has no such field")
        return cells?[field] ?? csimdjson_cell()
    }

    private func value(_ field: Int) throws(FieldProblem) -> csimdjson_cell {
        let cell = cell(field)
        if cell.tag == UInt32(CSIMDJSON_MISSING), let row, let found = cells?[-1].kind, found != .object {
            throw .notObject(row: row, found: found)
        }
        return cell
    }

    private func mistyped(_ field: Int, _ cell: csimdjson_cell, wanted: PageField.Kind) -> FieldProblem {
        .mistyped(row: row, field: fields[field].name, wanted: wanted, found: cell.kind ?? .null)
    }
}
