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

    /// Whether its value needs nothing of a record, nor names bound outside of it.
    var isClosed: Bool { isClosed(from: .max) }

    private func isClosed(from first: Int) -> Bool {
        switch kind {
        case .constant: true
        case .variable, .failure: false
        case .local(let index): index >= first
        case .select(let operand, _, _): operand.isClosed(from: first)
        case .index(let operand, let index, _): operand.isClosed(from: first) && index.isClosed(from: first)
        case .call(_, let arguments): arguments.allSatisfy { $0.isClosed(from: first) }
        case .logical(_, let operands): operands.allSatisfy { $0.isClosed(from: first) }
        case .conditional(let condition, let yes, let no):
            [condition, yes, no].allSatisfy { $0.isClosed(from: first) }
        case .list(let elements): elements.allSatisfy { $0.value.isClosed(from: first) }
        case .map(let entries):
            entries.allSatisfy { $0.key.isClosed(from: first) && $0.value.isClosed(from: first) }
        case .comprehension(let inner):
            inner.subject.isClosed(from: first)
                && ([inner.filter, inner.body].compactMap(\.self)).allSatisfy {
                    $0.isClosed(from: min(first, inner.firstLocal))
                }
        }
    }
}
