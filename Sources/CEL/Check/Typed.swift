/// A node of the checked expression: names are resolved, functions chosen, types known.
final class Typed: Sendable {
    let kind: Kind
    /// Parameters in it are types that were never found; they count as `dyn`.
    let type: ValueType
    /// Where it stands in the source, in UTF-8 offsets.
    let range: Range<Int>

    init(_ kind: Kind, _ type: ValueType, _ range: Range<Int>) {
        self.kind = kind
        self.type = type
        self.range = range
    }

    indirect enum Kind: Sendable {
        case constant(Value)
        case variable(Variable)
        /// A name bound by a macro, by its place among the bound names.
        case local(Int)
        /// Something that can't be evaluated; known only when the check is off.
        case failure(String)
        case select(Typed, String, Syntax.Access)
        case index(Typed, Typed, optional: Bool)
        case call(Function, [Typed])
        case logical(Syntax.Logic, [Typed])
        case conditional(Typed, Typed, Typed)
        case list([Element])
        case map([Entry])
        case comprehension(Comprehension)
    }

    struct Element: Sendable {
        let value: Typed
        let isOptional: Bool
    }

    struct Entry: Sendable {
        let key: Typed
        let value: Typed
        let isOptional: Bool
    }

    struct Comprehension: Sendable {
        let macro: Macro
        let subject: Typed
        /// The place of its first bound name; the others follow.
        let firstLocal: Int
        let variableCount: Int
        let filter: Typed?
        let body: Typed
    }

    /// The value, if this is a literal.
    var constant: Value? {
        if case .constant(let value) = kind { return value }
        return nil
    }
}
