/// A row, or a field of it, that doesn't have the type it should.
package enum FieldProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// A row of the list isn't an object. Rows count from 0.
    case notObject(row: Int, found: JSONKind)

    /// A field has a value of another type, or a text or number that can't stand for the wanted type without loss. `row`
    /// is `nil` for a field beside the list.
    case mistyped(row: Int?, field: String, wanted: PageField.Kind, found: JSONKind)

    /// Says what is wrong without the value itself, which may be personal.
    package var description: String {
        switch self {
        case .notObject(let row, let found):
            return "row \(row + 1) should be an object, but is \(found)"
        case .mistyped(let row, let field, let wanted, let found):
            let place = row.map { " of row \($0 + 1)" } ?? ""
            let convertible = (wanted == .int || wanted == .double) && found == .string
            let lossy = (wanted == .int || wanted == .stringOrNumber) && (found == .double || found == .int)
            let detail = convertible ? " that isn't one" : lossy ? " that can't be kept exactly" : ""
            return "\"\(field)\"\(place) should be \(wanted.noun), but is \(found)\(detail)"
        }
    }
}

extension PageField.Kind {
    fileprivate var noun: String {
        switch self {
        case .string: "a string"
        case .int: "an integer"
        case .double: "a number"
        case .bool: "a boolean"
        case .stringOrNumber: "a string or a number"
        case .json: "any value"
        }
    }
}
