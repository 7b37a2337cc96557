extension Checker {
    mutating func checkList(_ node: Syntax, _ elements: [Syntax.Element]) -> Typed {
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

    mutating func checkMap(_ node: Syntax, _ entries: [Syntax.Entry]) -> Typed {
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
                    code: .typeMismatch,
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
                    code: .typeMismatch,
                    message: "`?` needs an optional value here, not "
                        + Words.operand(text(node.range), types.resolve(value.type)),
                    range: node.range,
                    hint: "leave the ? out, or write optional.of(…)"
                )
            )
        }
        return .dyn
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
