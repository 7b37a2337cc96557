/// What a condition says about null: the paths (`duration`, `answers.company`) that can't be null when it holds.
///
/// Only the syntax is looked at, so that the facts of all operands are known before any of them is checked. `total` leaves
/// out what follows only from conditions that are errors for null.
enum Facts {
    /// What a chain of names and constant indices is known by; `a["b"]` is `a.b`. Nil for anything else.
    static func path(_ node: Syntax) -> String? {
        switch node.kind {
        case .name(let name, _): return name
        case .select(let operand, let field, .required): return path(operand).map { "\($0).\(field.name)" }
        case .index(let operand, let index, optional: false):
            guard let operand = path(operand), let index = index.literal else { return nil }
            if case .string(let name) = index { return "\(operand).\(name)" }
            return "\(operand)[\(index.source)]"
        default: return nil
        }
    }

    /// What isn't null if the condition is true.
    static func ifTrue(_ node: Syntax, total: Bool = false) -> Set<String> {
        switch node.kind {
        case .operation(.not, let operands): return ifFalse(operands[0], total: total)
        case .logical(.and, let operands): return union(operands.map { ifTrue($0, total: total) })
        case .logical(.or, let operands): return intersection(operands.map { ifTrue($0, total: total) })
        case .operation(.notEqual, let operands): return comparedWithNull(operands).map { [$0] } ?? []
        case .operation(.equal, let operands): return comparedWithValue(operands).map { [$0] } ?? []
        case .operation(let sign, let operands) where sign.isComparison && !total:
            // An ordering with null is an error, so where it holds its operands aren't null.
            return Set(operands.compactMap(path))
        case .operation(.membership, let operands):
            guard case .list(let elements) = operands[1].kind,
                elements.allSatisfy({ !$0.isOptional && $0.value.literal.map { $0 != .null } == true })
            else { return [] }
            return Set(operands.prefix(1).compactMap(path))
        case .conditional(let condition, let yes, let no) where no.literal == .bool(false):
            return ifTrue(condition, total: total).union(ifTrue(yes, total: total))
        default: return []
        }
    }

    /// What isn't null if the condition is false.
    static func ifFalse(_ node: Syntax, total: Bool = false) -> Set<String> {
        switch node.kind {
        case .operation(.not, let operands): return ifTrue(operands[0], total: total)
        case .logical(.or, let operands): return union(operands.map { ifFalse($0, total: total) })
        case .logical(.and, let operands): return intersection(operands.map { ifFalse($0, total: total) })
        case .operation(.equal, let operands): return comparedWithNull(operands).map { [$0] } ?? []
        case .operation(.notEqual, let operands): return comparedWithValue(operands).map { [$0] } ?? []
        case .operation(let sign, let operands) where sign.isComparison && !total: return Set(operands.compactMap(path))
        default: return []
        }
    }

    private static func comparedWithNull(_ operands: [Syntax]) -> String? {
        if operands[1].literal == .null { return path(operands[0]) }
        if operands[0].literal == .null { return path(operands[1]) }
        return nil
    }

    private static func comparedWithValue(_ operands: [Syntax]) -> String? {
        if let value = operands[1].literal, value != .null { return path(operands[0]) }
        if let value = operands[0].literal, value != .null { return path(operands[1]) }
        return nil
    }

    private static func union(_ sets: [Set<String>]) -> Set<String> { sets.reduce([]) { $0.union($1) } }

    private static func intersection(_ sets: [Set<String>]) -> Set<String> {
        sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
    }
}
