/// A value that an expression can have, and where it comes from.
package struct PossibleValue: Sendable, Hashable {
    /// The value; of a list one of its elements.
    package let value: Value

    /// The literal or the field that gives it, in UTF-8 offsets.
    package let range: Range<Int>
}

extension Typed {
    /// Values that this can have, as its form shows them: literals, fields with a known domain, the branches of `? :`, the elements
    /// of a list. It may have others too.
    var possibleValues: [PossibleValue] {
        switch kind {
        case .constant(let value): [PossibleValue(value: value, range: range)]
        case .variable(let variable): (variable.domain ?? []).map { PossibleValue(value: $0, range: range) }
        case .conditional(_, let yes, let no): yes.possibleValues + no.possibleValues
        case .list(let elements): elements.filter { !$0.isOptional }.flatMap(\.value.possibleValues)
        default: []
        }
    }
}
