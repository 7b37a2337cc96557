extension Checker {
    /// No way to call a function fits these types.
    func noOverload(
        _ function: Function,
        _ style: Overload.Style,
        _ given: [ValueType],
        _ syntax: [Syntax],
        _ range: Range<Int>,
        name: Range<Int>,
        sign: Operator?
    ) -> Finding {
        let operands = zip(syntax, given).map { Words.operand(text($0.range), $1) }
        if let sign { return operatorMismatch(sign, given, syntax, operands, range) }
        let overloads = function.overloads.filter { $0.style == style }
        let signatures = overloads.map { $0.signature(function.name) }
        let offset = style == .member ? 1 : 0
        guard overloads.contains(where: { $0.parameters.count == given.count }) else {
            return Finding(
                code: .noOverload,
                message: "`\(function.name)` isn't used with \(Words.count(given.count - offset))",
                range: range,
                hint: "it is written: " + signatures.prefix(4).joined(separator: " or ")
            )
        }
        // Blame the first operand that no overload takes.
        let blamed =
            given.indices.first { index in
                !overloads.contains { overload in
                    guard overload.parameters.count == given.count else { return false }
                    var attempt = types
                    let own = attempt.instantiate(overload)
                    return attempt.agree(Array(zip(own.parameters, given).prefix(index + 1)))
                }
            } ?? 0
        let wanted = Set(overloads.filter { $0.parameters.count == given.count }.map { $0.parameters[blamed] })
        let wantedWords = wanted.map { Words.type($0) }.sorted().joined(separator: ", ")
        let message =
            blamed < offset
            ? "`\(function.name)` can't be used on \(operands[blamed])"
            : "`\(function.name)` takes \(wantedWords) here, not \(operands[blamed])"
        var hint: String?
        if function.name == "contains", case .list = given[0] {
            hint = "write \(text(syntax[1].range)) in \(text(syntax[0].range))"
        } else if blamed < offset, wanted == [.string], given[blamed] == .int || given[blamed] == .double {
            hint = "make it text: string(\(text(syntax[blamed].range))).\(function.name)(…)"
        } else {
            hint = "it is written: " + signatures.prefix(4).joined(separator: " or ")
        }
        return Finding(code: .noOverload, message: message, range: syntax[blamed].range, hint: hint)
    }

    private func operatorMismatch(
        _ sign: Operator,
        _ given: [ValueType],
        _ syntax: [Syntax],
        _ operands: [String],
        _ range: Range<Int>
    ) -> Finding {
        guard given.count == 2 else {
            let wanted = sign == .not ? "true or false" : "a number"
            let operand = text(syntax[0].range)
            return Finding(
                code: .noOverload,
                message: "`\(sign.sign)` needs \(wanted), not \(operands[0])",
                range: range,
                hint: sign == .not ? Words.conditionHint(operand, given[0]) : nil
            )
        }
        let message: String
        if sign.isComparison {
            message = "`\(sign.sign)` can't compare \(operands[0]) with \(operands[1])"
        } else if sign == .membership {
            message = "`in` can't look for \(operands[0]) in \(operands[1])"
        } else {
            message = "`\(sign.sign)` can't be used with \(operands[0]) and \(operands[1])"
        }
        return Finding(
            code: .noOverload,
            message: message,
            range: range,
            hint: Remedies.operands(
                sign,
                (given[0], syntax[0], text(syntax[0].range)),
                (given[1], syntax[1], text(syntax[1].range))
            )
        )
    }
}

/// What to write instead of two operands that don't go together.
enum Remedies {
    typealias Operand = (type: ValueType, syntax: Syntax, text: String)

    static func operands(_ sign: Operator, _ left: Operand, _ right: Operand) -> String? {
        if sign == .membership {
            if right.type == .string { return "to look inside a text, write \(right.text).contains(\(left.text))" }
            if case .list(let element) = right.type { return literal(left, as: element).map { "write \($0) in …" } }
            return "after `in` stands a list such as [\"a\", \"b\"]"
        }
        if let right = literal(right, as: left.type) { return "write \(left.text) \(sign.sign) \(right)" }
        if let left = literal(left, as: right.type) { return "write \(left) \(sign.sign) \(right.text)" }
        if sign == .add, left.type == .string || right.type == .string {
            let other = left.type == .string ? right : left
            switch other.type {
            case .int, .uint, .double, .bool, .timestamp, .duration: return "make it text: string(\(other.text))"
            default: return nil
            }
        }
        switch (left.type, right.type) {
        case (.double, .int), (.double, .uint): return "write double(\(right.text))"
        case (.int, .double), (.uint, .double): return "write double(\(left.text))"
        case (.uint, .int): return "write int(\(left.text))"
        case (.int, .uint): return "write int(\(right.text))"
        default: break
        }
        guard sign.isComparison else { return nil }
        if left.syntax.literal != nil, right.syntax.literal == nil { return advice(right.type) }
        return advice(left.type)
    }

    private static func advice(_ type: ValueType) -> String? {
        switch type {
        case .int, .uint: "compare with a whole number"
        case .double: "compare with a decimal number such as 0.5"
        case .string: "compare with a text between quotes"
        case .bool: "compare with true or false, or leave the comparison out"
        case .timestamp: "compare with timestamp(\"2026-01-31T00:00:00Z\")"
        case .duration: "compare with duration(\"1h30m\")"
        case .list: "ask whether it holds a value: value in list"
        default: nil
        }
    }

    /// A literal written so that it has the wanted type; nil when it can't have.
    private static func literal(_ operand: Operand, as wanted: ValueType) -> String? {
        guard let value = operand.syntax.literal else { return nil }
        switch (value, wanted) {
        case (.string(let text), .int): return Int(text).map(String.init)
        case (.string(let text), .uint): return UInt(text).map { "\($0)u" }
        case (.string(let text), .double):
            guard let number = Double(text), number.isFinite else { return nil }
            return Value.double(number).source
        case (.string(let text), .bool): return ["true", "false"].contains(text) ? text : nil
        case (.string(let text), .timestamp):
            if Timestamp(rfc3339: text) != nil { return "timestamp(\(operand.text))" }
            return Timestamp(rfc3339: text + "T00:00:00Z") != nil ? "timestamp(\"\(text)T00:00:00Z\")" : nil
        case (.string(let text), .duration):
            return DurationValue(parsing: text) != nil ? "duration(\(operand.text))" : nil
        case (.int(let number), .double): return "\(number).0"
        case (.int(let number), .uint): return number >= 0 ? "\(number)u" : nil
        case (.int(let number), .duration): return "duration(\"\(number)s\")"
        case (.uint(let number), .int): return String(number)
        case (.double(let number), .int): return Int(exactly: number).map(String.init)
        case (.int(let number), .string): return "\"\(number)\""
        case (.bool(let flag), .string): return "\"\(flag)\""
        default: return nil
        }
    }
}
