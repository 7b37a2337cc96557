/// A node of the parsed expression. Names aren't resolved and types aren't known yet.
///
/// A class, so that the large trees of macros share their parts.
final class Syntax: Sendable {
    let kind: Kind

    /// Where it stands in the source, in UTF-8 offsets.
    let range: Range<Int>

    /// The number of levels below and including this one; bounds every recursion over the tree.
    let height: Int

    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        self.range = range
        height = 1 + (kind.children.lazy.map(\.height).max() ?? 0)
    }

    indirect enum Kind: Sendable {
        case literal(Value)
        /// A name; `rooted` when it begins with a point and so skips local names.
        case name(String, rooted: Bool)
        case select(Syntax, Field, Access)
        case index(Syntax, Syntax, optional: Bool)
        /// `f(…)` or, with a target, `target.f(…)`.
        case call(Field, target: Syntax?, [Syntax], rooted: Bool)
        case operation(Operator, [Syntax])
        /// A chain of `&&` or of `||`.
        case logical(Logic, [Syntax])
        case conditional(Syntax, Syntax, Syntax)
        case list([Element])
        case map([Entry])
        case comprehension(Comprehension)
    }

    /// How a field is selected.
    enum Access: Sendable {
        case required
        case optional
        /// Only whether it is there: `has(…)`.
        case test
    }

    enum Logic: Sendable { case and, or }

    /// A name after a point, with its place.
    struct Field: Sendable {
        let name: String
        let range: Range<Int>
    }

    struct Element: Sendable {
        let value: Syntax
        /// Written with `?`: left out when it is missing.
        let isOptional: Bool
    }

    struct Entry: Sendable {
        let key: Syntax
        let value: Syntax
        let isOptional: Bool
    }

    /// A macro that binds names.
    struct Comprehension: Sendable {
        let macro: Macro
        let subject: Syntax
        let variables: [Field]
        let filter: Syntax?
        let body: Syntax
    }

    /// `a.b.c` as `["a", "b", "c"]`; nil when this isn't a plain chain of names.
    var path: (names: [String], rooted: Bool)? {
        switch kind {
        case .name(let name, let rooted): return ([name], rooted)
        case .select(let operand, let field, .required):
            guard let (names, rooted) = operand.path else { return nil }
            return (names + [field.name], rooted)
        default: return nil
        }
    }

    /// The value, if this is a literal.
    var literal: Value? {
        if case .literal(let value) = kind { return value }
        return nil
    }
}

/// The operators with a function's behaviour, named as cel-spec names them.
enum Operator: String, Sendable {
    case equal = "_==_"
    case notEqual = "_!=_"
    case less = "_<_"
    case atMost = "_<=_"
    case greater = "_>_"
    case atLeast = "_>=_"
    case membership = "@in"
    case add = "_+_"
    case subtract = "_-_"
    case multiply = "_*_"
    case divide = "_/_"
    case remainder = "_%_"
    case not = "!_"
    case negate = "-_"

    /// As it is written.
    var sign: String {
        switch self {
        case .membership: "in"
        default: rawValue.filter { $0 != "_" }
        }
    }

    var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .atMost, .greater, .atLeast: true
        default: false
        }
    }
}

extension Syntax.Kind {
    var children: [Syntax] {
        switch self {
        case .literal, .name: []
        case .select(let operand, _, _): [operand]
        case .index(let operand, let index, _): [operand, index]
        case .call(_, let target, let arguments, _): (target.map { [$0] } ?? []) + arguments
        case .operation(_, let operands), .logical(_, let operands): operands
        case .conditional(let condition, let yes, let no): [condition, yes, no]
        case .list(let elements): elements.map(\.value)
        case .map(let entries): entries.flatMap { [$0.key, $0.value] }
        case .comprehension(let comprehension):
            [comprehension.subject, comprehension.body] + (comprehension.filter.map { [$0] } ?? [])
        }
    }
}
