extension Checker {
    /// A chain of names: the longest beginning that is declared, and selections of the rest.
    mutating func checkPath(_ node: Syntax) -> Typed {
        guard let (names, rooted) = node.path else {
            guard case .select(let operand, let field, let access) = node.kind else {
                return Typed(.failure("no name"), .dyn, node.range)
            }
            return select(check(operand), operand, field, access, node.range)
        }
        if !rooted, let local = scopes.lastIndex(where: { $0.name == names[0] }) {
            return selectRest(node, names, resolved: 1) { checker, first in
                checker.narrowed(
                    Typed(.local(local), checker.types.resolve(checker.scopes[local].type), first.range),
                    first
                )
            }
        }
        for count in stride(from: names.count, to: 0, by: -1) {
            let name = names.prefix(count).joined(separator: ".")
            for candidate in rooted ? [name] : environment.candidates(name) {
                guard let variable = environment.variable(candidate) else { continue }
                references.insert(candidate)
                return selectRest(node, names, resolved: count) { checker, prefix in
                    let type = checker.isChecking ? variable.type : .dyn
                    return checker.narrowed(Typed(.variable(variable), type, prefix.range), prefix)
                }
            }
            if let type = TypeName.named[name] {
                return selectRest(node, names, resolved: count) { _, prefix in
                    Typed(.constant(.type(type)), .type(nil), prefix.range)
                }
            }
        }
        if isChecking, names.count > 1, environment.variable(names[1]) != nil, environment.variable(names[0]) == nil {
            let rest = names.dropFirst().joined(separator: ".")
            return fail(
                Finding(
                    code: .unknownName,
                    message: "`\(names[0])` is no field: fields are written by their names alone",
                    range: node.range,
                    hint: "write \(rest)"
                )
            )
        }
        let first = prefix(node, dropping: names.count - 1)
        return fail(unknownName(names[0], first, isSelected: names.count > 1))
    }

    /// Resolves the first names with `make` and selects the others from that.
    private mutating func selectRest(
        _ node: Syntax,
        _ names: [String],
        resolved: Int,
        _ make: (inout Checker, Syntax) -> Typed
    ) -> Typed {
        if names.count == resolved { return make(&self, node) }
        guard case .select(let operand, let field, let access) = node.kind else { return make(&self, node) }
        let inner = selectRest(operand, Array(names.dropLast()), resolved: resolved, make)
        return select(inner, operand, field, access, node.range)
    }

    private func prefix(_ node: Syntax, dropping count: Int) -> Syntax {
        guard count > 0, case .select(let operand, _, _) = node.kind else { return node }
        return prefix(operand, dropping: count - 1)
    }

    /// The same node without `nullable` where a guard around it excludes null.
    func narrowed(_ node: Typed, _ syntax: Syntax) -> Typed {
        guard case .nullable(let inner) = node.type, let path = Facts.path(syntax), notNull.contains(path)
        else { return node }
        return Typed(node.kind, inner, node.range)
    }

    private mutating func select(
        _ operand: Typed,
        _ syntax: Syntax,
        _ field: Syntax.Field,
        _ access: Syntax.Access,
        _ range: Range<Int>
    ) -> Typed {
        var type = types.resolve(operand.type)
        if isChecking, case .nullable(let inner) = type {
            reportUnguarded(operand, syntax, in: "`.\(field.name)`")
            type = inner
        }
        var isViral = false
        if case .optional(let inner) = type {
            isViral = true
            type = types.resolve(inner)
        }
        var result: ValueType
        switch type {
        case .map(let key, let value):
            if isChecking { _ = types.agree([(key, .string)]) }
            result = types.resolve(value)
        case .dyn, .parameter: result = .dyn
        default:
            guard isChecking else {
                result = .dyn
                break
            }
            return fail(noFields(operand, syntax, field, type))
        }
        switch access {
        case .test: return Typed(.select(operand, field.name, .test), .bool, range)
        case .optional: result = .optional(result)
        case .required: if isViral { result = .optional(result) }
        }
        let node = Typed(.select(operand, field.name, access), result, range)
        guard case .nullable(let inner) = result, case .required = access, let path = Facts.path(syntax),
            notNull.contains("\(path).\(field.name)")
        else { return node }
        return Typed(node.kind, inner, range)
    }

    mutating func checkIndex(_ node: Syntax, _ operand: Syntax, _ index: Syntax, optional: Bool) -> Typed {
        let container = check(operand)
        let position = check(index)
        guard isChecking else { return Typed(.index(container, position, optional: optional), .dyn, node.range) }
        var type = types.resolve(container.type)
        if case .nullable(let inner) = type {
            reportUnguarded(container, operand, in: "`[…]`")
            type = inner
        }
        var isViral = optional
        if case .optional(let inner) = type {
            isViral = true
            type = types.resolve(inner)
        }
        var key = types.resolve(position.type)
        if case .nullable(let inner) = key {
            reportUnguarded(position, index, in: "`[…]`")
            key = inner
        }
        let element: ValueType
        switch type {
        case .list(let inner):
            if !types.agree([(.int, key)]) {
                reportIndex(index, key, "a position in a list is a whole number from 0")
            }
            element = inner
        case .map(let wanted, let value):
            if !types.agree([(wanted, key)]) {
                reportIndex(index, key, "the keys of this map are \(Words.plural(types.resolve(wanted)))")
            }
            element = value
        case .dyn, .parameter: element = .dyn
        default:
            return fail(
                Finding(
                    code: .typeMismatch,
                    message: "\(Words.operand(text(operand.range), type)) has no elements to take with `[…]`",
                    range: node.range,
                    hint: type == .string ? "for a character, write charAt(position)" : nil
                )
            )
        }
        var result = types.resolve(element)
        if !isViral, case .nullable(let inner) = result, let path = Facts.path(node), notNull.contains(path) {
            result = inner
        }
        return Typed(
            .index(container, position, optional: optional),
            isViral ? .optional(result) : result,
            node.range
        )
    }

    private mutating func reportIndex(_ index: Syntax, _ type: ValueType, _ rule: String) {
        report(
            Finding(
                code: .typeMismatch,
                message: "\(rule), not \(Words.operand(text(index.range), type))",
                range: index.range
            )
        )
    }
}
