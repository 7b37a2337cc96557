/// Resolves the names of an expression, chooses functions and finds the types (cel-spec langdef, “Gradual Type Checking”).
struct Checker {
    let environment: Environment
    let source: [UInt8]
    var findings: [Finding] = []
    var references: Set<String> = []
    var types: Substitution

    /// The names bound by macros around the current node, innermost last.
    var scopes: [(name: String, type: ValueType)] = []
    /// The most names bound at once.
    var deepestScope = 0
    /// The paths that can't be null here.
    var notNull: Set<String> = []

    init(_ source: String, environment: Environment) {
        self.environment = environment
        self.source = Array(source.utf8)
        types = Substitution(joinsNull: environment.checking == .full)
    }

    /// Whether types and names are checked at all.
    var isChecking: Bool { environment.checking != .none }

    func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

    /// Whether so much is wrong already that nothing more is said.
    var isFull: Bool { findings.count >= 50 }

    mutating func report(_ finding: Finding) {
        if isFull { return }
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// A node for something wrong: reported if the check is on, and an error of the evaluation if it is off.
    mutating func fail(_ finding: Finding) -> Typed {
        if isChecking { report(finding) }
        return Typed(.failure(finding.message), .dyn, finding.range)
    }

    mutating func check(_ node: Syntax) -> Typed {
        switch node.kind {
        case .literal(let value): return Typed(.constant(value), value.literalType, node.range)
        case .name, .select: return checkPath(node)
        case .index(let operand, let index, let isOptional):
            return checkIndex(node, operand, index, optional: isOptional)
        case .call(let name, let target, let arguments, let rooted):
            return checkCall(node, name, target, arguments, rooted: rooted)
        case .operation(let sign, let operands): return checkOperation(node, sign, operands)
        case .logical(let logic, let operands): return checkLogical(node, logic, operands)
        case .conditional(let condition, let yes, let no): return checkConditional(node, condition, yes, no)
        case .list(let elements): return checkList(node, elements)
        case .map(let entries): return checkMap(node, entries)
        case .comprehension(let comprehension): return checkComprehension(node, comprehension)
        }
    }

    // MARK: Logic

    /// An operand that must be true or false.
    mutating func checkCondition(_ node: Syntax, of sign: String, after previous: Syntax? = nil) -> Typed {
        let operand = check(node)
        guard isChecking else { return operand }
        let type = types.resolve(operand.type)
        if case .nullable(.bool) = type {
            reportUnguarded(operand, node, in: "`\(sign)`")
        } else if !types.agree([(type, .bool)]) || type == .null {
            report(
                Finding(
                    code: "type-mismatch",
                    message: "`\(sign)` needs true or false here, not \(Words.operand(text(node.range), type))",
                    range: node.range,
                    hint: repeatedComparison(node, previous) ?? Words.conditionHint(text(node.range), type)
                )
            )
        }
        return operand
    }

    /// `status == "a" || "b"`: what is meant is another comparison with the same field.
    private func repeatedComparison(_ node: Syntax, _ previous: Syntax?) -> String? {
        guard node.literal != nil, case .operation(let sign, let operands) = previous?.kind, sign.isComparison,
            operands[1].literal != nil
        else { return nil }
        return "repeat the comparison: \(text(operands[0].range)) \(sign.sign) \(text(node.range))"
    }

    private mutating func checkLogical(_ node: Syntax, _ logic: Syntax.Logic, _ operands: [Syntax]) -> Typed {
        let sign = logic == .and ? "&&" : "||"
        let outside = notNull
        // `&&` and `||` absorb an error on either side, so a comparison with null guards what is before it as well.
        var guards: [Set<String>] = [[]]
        for operand in operands.dropFirst().reversed() {
            let fact = logic == .and ? Facts.ifTrue(operand, total: true) : Facts.ifFalse(operand, total: true)
            guards.append(guards[guards.count - 1].union(fact))
        }
        var before = outside
        var checked: [Typed] = []
        for (index, operand) in operands.enumerated() {
            notNull = before.union(guards.removeLast())
            checked.append(checkCondition(operand, of: sign, after: index == 0 ? nil : operands[index - 1]))
            before.formUnion(logic == .and ? Facts.ifTrue(operand) : Facts.ifFalse(operand))
        }
        notNull = outside
        return Typed(.logical(logic, checked), .bool, node.range)
    }

    private mutating func checkConditional(
        _ node: Syntax,
        _ condition: Syntax,
        _ yes: Syntax,
        _ no: Syntax
    ) -> Typed {
        let outside = notNull
        let test = checkCondition(condition, of: "?")
        notNull = outside.union(Facts.ifTrue(condition))
        let first = check(yes)
        notNull = outside.union(Facts.ifFalse(condition))
        let second = check(no)
        notNull = outside
        let type = types.join(types.resolve(first.type), types.resolve(second.type))
        if isChecking, type == .dyn, first.type != .dyn, second.type != .dyn {
            report(
                Finding(
                    code: "type-mismatch",
                    message: "the two sides of `:` differ: \(Words.operand(text(yes.range), types.resolve(first.type)))"
                        + " and \(Words.operand(text(no.range), types.resolve(second.type)))",
                    range: yes.range.lowerBound..<no.range.upperBound,
                    hint: "give both the same type, for example with string(…)"
                )
            )
        }
        return Typed(.conditional(test, first, second), type, node.range)
    }

    // MARK: Literals

    private mutating func checkList(_ node: Syntax, _ elements: [Syntax.Element]) -> Typed {
        var element: ValueType?
        var checked: [Typed.Element] = []
        for item in elements {
            let value = check(item.value)
            let type = item.isOptional ? optionalInner(value, item.value) : types.resolve(value.type)
            element = element.map { types.join($0, type) } ?? type
            checked.append(.init(value: value, isOptional: item.isOptional))
        }
        return Typed(.list(checked), .list(element ?? types.fresh()), node.range)
    }

    private mutating func checkMap(_ node: Syntax, _ entries: [Syntax.Entry]) -> Typed {
        var key: ValueType?
        var value: ValueType?
        var checked: [Typed.Entry] = []
        for entry in entries {
            let left = check(entry.key)
            let right = check(entry.value)
            if isChecking { checkKey(left, entry.key) }
            key = key.map { types.join($0, types.resolve(left.type)) } ?? types.resolve(left.type)
            let type = entry.isOptional ? optionalInner(right, entry.value) : types.resolve(right.type)
            value = value.map { types.join($0, type) } ?? type
            checked.append(.init(key: left, value: right, isOptional: entry.isOptional))
        }
        return Typed(.map(checked), .map(key ?? types.fresh(), value ?? types.fresh()), node.range)
    }

    private mutating func checkKey(_ key: Typed, _ node: Syntax) {
        switch types.resolve(key.type) {
        case .double, .null, .bytes, .list, .map, .timestamp, .duration, .optional, .type:
            report(
                Finding(
                    code: "type-mismatch",
                    message: "a key must be text, a whole number or true or false, not "
                        + Words.operand(text(node.range), types.resolve(key.type)),
                    range: node.range
                )
            )
        default: break
        }
    }

    /// The type inside of an optional element written with `?`.
    private mutating func optionalInner(_ value: Typed, _ node: Syntax) -> ValueType {
        let inner = types.fresh()
        if types.agree([(.optional(inner), types.resolve(value.type))]) { return types.resolve(inner) }
        if isChecking {
            report(
                Finding(
                    code: "type-mismatch",
                    message: "`?` needs an optional value here, not "
                        + Words.operand(text(node.range), types.resolve(value.type)),
                    range: node.range,
                    hint: "leave the ? out, or write optional.of(…)"
                )
            )
        }
        return .dyn
    }

    // MARK: Macros

    private mutating func checkComprehension(_ node: Syntax, _ comprehension: Syntax.Comprehension) -> Typed {
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
                code: "type-mismatch",
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
                        code: "type-mismatch",
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

extension Value {
    /// The type of a literal.
    var literalType: ValueType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .list(.dyn)
        case .map: .map(.dyn, .dyn)
        case .timestamp: .timestamp
        case .duration: .duration
        case .type: .type(nil)
        case .optional: .optional(.dyn)
        }
    }
}
