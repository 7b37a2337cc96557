extension Checker {
    mutating func checkComprehension(_ node: Syntax, _ comprehension: Syntax.Comprehension) -> Typed {
        let subject = check(comprehension.subject)
        let outside = notNull
        let first = scopes.count
        let bound = boundTypes(comprehension, subject)
        for (variable, type) in zip(comprehension.variables, bound) {
            scopes.append((variable.name, type))
            notNull = notNull.filter { $0 != variable.name && !$0.hasPrefix(variable.name + ".") }
        }
        deepestScope = max(deepestScope, scopes.count)
        let macro = comprehension.macro
        let filter = comprehension.filter.map { checkCondition($0, of: macro.rawValue) }
        var body: Typed
        switch macro {
        case .all, .exists, .existsOne, .filter: body = checkCondition(comprehension.body, of: macro.rawValue)
        default:
            if let filter = comprehension.filter { notNull.formUnion(Facts.ifTrue(filter)) }
            body = check(comprehension.body)
        }
        notNull = outside
        scopes.removeSubrange(first...)
        let type = resultType(comprehension, bound, types.resolve(body.type))
        return Typed(
            .comprehension(
                .init(
                    macro: macro,
                    subject: subject,
                    firstLocal: first,
                    variableCount: bound.count,
                    filter: filter,
                    body: body
                )
            ),
            type,
            node.range
        )
    }

    /// The types of the names that a macro binds.
    private mutating func boundTypes(_ comprehension: Syntax.Comprehension, _ subject: Typed) -> [ValueType] {
        var type = types.resolve(subject.type)
        if isChecking, case .nullable(let inner) = type {
            reportUnguarded(subject, comprehension.subject, in: "`\(comprehension.macro.rawValue)`")
            type = inner
        }
        switch comprehension.macro {
        case .bind: return [types.resolve(subject.type)]
        case .optMap, .optFlatMap:
            let inner = types.fresh()
            if !types.agree([(.optional(inner), type)]), isChecking {
                reportSubject(comprehension, type, "an optional value")
            }
            return [types.resolve(inner)]
        default:
            let isDouble = comprehension.variables.count == 2
            switch type {
            case .list(let element): return isDouble ? [.int, element] : [element]
            case .map(let key, let value): return isDouble ? [key, value] : [key]
            case .dyn, .parameter: return isDouble ? [.dyn, .dyn] : [.dyn]
            default:
                if isChecking { reportSubject(comprehension, type, "a list or a map") }
                return isDouble ? [.dyn, .dyn] : [.dyn]
            }
        }
    }

    private mutating func reportSubject(_ comprehension: Syntax.Comprehension, _ type: ValueType, _ wanted: String) {
        report(
            Finding(
                code: .typeMismatch,
                message: "`\(comprehension.macro.rawValue)` goes through \(wanted), not "
                    + Words.operand(text(comprehension.subject.range), type),
                range: comprehension.subject.range
            )
        )
    }

    private mutating func resultType(
        _ comprehension: Syntax.Comprehension,
        _ bound: [ValueType],
        _ body: ValueType
    ) -> ValueType {
        switch comprehension.macro {
        case .all, .exists, .existsOne: return .bool
        case .filter: return .list(types.resolve(bound[0]))
        case .map, .transformList: return .list(body)
        case .transformMap: return .map(types.resolve(bound[0]), body)
        case .transformMapEntry:
            if case .map = body { return body }
            return .map(.dyn, .dyn)
        case .bind: return body
        case .optMap: return .optional(body)
        case .optFlatMap:
            if case .optional = body { return body }
            if isChecking, body != .dyn {
                report(
                    Finding(
                        code: .typeMismatch,
                        message: "`optFlatMap` must give an optional value, not "
                            + Words.operand(text(comprehension.body.range), body),
                        range: comprehension.body.range,
                        hint: "use optMap"
                    )
                )
            }
            return .optional(.dyn)
        }
    }
}
