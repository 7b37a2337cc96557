extension Checker {
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
                    code: .typeMismatch,
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

    mutating func checkLogical(_ node: Syntax, _ logic: Syntax.Logic, _ operands: [Syntax]) -> Typed {
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

    mutating func checkConditional(
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
                    code: .typeMismatch,
                    message: "the two sides of `:` differ: \(Words.operand(text(yes.range), types.resolve(first.type)))"
                        + " and \(Words.operand(text(no.range), types.resolve(second.type)))",
                    range: yes.range.lowerBound..<no.range.upperBound,
                    hint: "give both the same type, for example with string(…)"
                )
            )
        }
        return Typed(.conditional(test, first, second), type, node.range)
    }
}
