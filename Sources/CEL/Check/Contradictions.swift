/// Comparisons of one field with constants that exclude each other: `duration > 10 && duration < 5`.
enum Contradictions {
    /// One comparison of a field with a constant.
    private struct Bound {
        let variable: Variable
        let sign: Operator
        let value: Value
        let range: Range<Int>
    }

    static func find(_ logic: Syntax.Logic, _ operands: [Typed], _ source: [UInt8]) -> [Finding] {
        let bounds = flatten(logic, operands).compactMap(bound)
        var findings: [Finding] = []
        for (index, later) in bounds.enumerated() {
            for earlier in bounds[..<index] where earlier.variable.slot == later.variable.slot {
                guard logic == .and ? exclude(earlier, later) : cover(earlier, later) else { continue }
                findings.append(finding(logic, earlier, later, source))
                break
            }
        }
        return findings
    }

    private static func finding(_ logic: Syntax.Logic, _ earlier: Bound, _ later: Bound, _ source: [UInt8]) -> Finding {
        let one = String(decoding: source[earlier.range], as: UTF8.self)
        let other = String(decoding: source[later.range], as: UTF8.self)
        if logic == .and {
            return Finding(
                code: .impossibleComparison,
                message: "`\(other)` never holds together with `\(one)`, so this is always false",
                range: later.range,
                hint: "to accept either, write || instead of &&",
                severity: .warning
            )
        }
        return Finding(
            code: .constantCondition,
            message: "one of `\(one)` and `\(other)` always holds, so this is always true",
            range: later.range,
            hint: "to ask for both, write && instead of ||",
            severity: .warning
        )
    }

    private static func flatten(_ logic: Syntax.Logic, _ operands: [Typed]) -> [Typed] {
        operands.flatMap { operand -> [Typed] in
            if case .logical(let inner, let nested) = operand.kind, inner == logic { return flatten(logic, nested) }
            return [operand]
        }
    }

    private static func bound(_ node: Typed) -> Bound? {
        guard case .call(let function, let arguments) = node.kind, let sign = Operator(rawValue: function.name),
            sign.isComparison
        else { return nil }
        if case .variable(let variable) = arguments[0].kind, let value = arguments[1].constant, value != .null {
            return Bound(variable: variable, sign: sign, value: value, range: node.range)
        }
        if case .variable(let variable) = arguments[1].kind, let value = arguments[0].constant, value != .null {
            return Bound(variable: variable, sign: sign.mirrored, value: value, range: node.range)
        }
        return nil
    }

    /// Whether no value satisfies both.
    private static func exclude(_ one: Bound, _ other: Bound) -> Bool {
        guard let order = try? one.value.compare(other.value) else { return false }
        switch (one.sign, other.sign) {
        case (.equal, .equal): return order != 0
        case (.equal, .notEqual), (.notEqual, .equal): return order == 0
        case (.equal, _): return !other.sign.holds(order, 0)
        case (_, .equal): return !one.sign.holds(-order, 0)
        case (.greater, .less): return order >= 0 || isGap(one, other)
        case (.less, .greater): return order <= 0 || isGap(other, one)
        case (.greater, .atMost), (.atLeast, .less): return order >= 0
        case (.less, .atLeast), (.atMost, .greater): return order <= 0
        case (.atLeast, .atMost): return order > 0
        case (.atMost, .atLeast): return order < 0
        default: return false
        }
    }

    /// `n > 5 && n < 6` for whole numbers.
    private static func isGap(_ lower: Bound, _ upper: Bound) -> Bool {
        guard case .int(let low) = lower.value, case .int(let high) = upper.value else { return false }
        return low != .max && low + 1 == high
    }

    /// Whether every value that isn't null satisfies one of them.
    private static func cover(_ one: Bound, _ other: Bound) -> Bool {
        guard !one.variable.type.isNullable, let order = try? one.value.compare(other.value) else { return false }
        if case .double = one.value { return false }
        switch (one.sign, other.sign) {
        case (.notEqual, .notEqual): return order != 0
        case (.greater, .less), (.less, .greater):
            return one.sign == .greater ? order < 0 : order > 0
        case (.atLeast, .less), (.atLeast, .atMost), (.greater, .atMost): return order <= 0
        case (.less, .atLeast), (.atMost, .atLeast), (.atMost, .greater): return order >= 0
        default: return false
        }
    }
}

extension Operator {
    /// The comparison with its sides exchanged.
    var mirrored: Operator {
        switch self {
        case .less: .greater
        case .atMost: .atLeast
        case .greater: .less
        case .atLeast: .atMost
        default: self
        }
    }
}
