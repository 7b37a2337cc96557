extension Checker {
    mutating func checkOperation(_ node: Syntax, _ sign: Operator, _ operands: [Syntax]) -> Typed {
        let checked = operands.map { check($0) }
        guard let function = Library.function(sign.rawValue) else {
            return fail(unknownFunction(sign.rawValue, node.range))
        }
        let resolved = checked.map { types.resolve($0.type) }
        if sign.isComparison { adviseQuotes(operands, checked, resolved) }
        if sign == .equal || sign == .notEqual, resolved.contains(.null) {
            return Typed(.call(function, checked), .bool, node.range)
        }
        return call(function, .global, checked, operands, node.range, name: node.range, sign: sign)
    }

    /// `status == attended`: an unknown name beside a text is probably a text without its quotes.
    private mutating func adviseQuotes(_ operands: [Syntax], _ checked: [Typed], _ types: [ValueType]) {
        for (unknown, other) in [(0, 1), (1, 0)] {
            guard case .name(let name, _) = operands[unknown].kind, case .failure = checked[unknown].kind,
                types[other].unwrapped == .string,
                let position = findings.firstIndex(where: {
                    $0.code == .unknownName && $0.range == operands[unknown].range
                })
            else { continue }
            var isKnownText = false
            if case .variable(let variable) = checked[other].kind {
                isKnownText = variable.domain?.contains(.string(name)) ?? false
            }
            let finding = findings[position]
            guard isKnownText || finding.hint?.hasPrefix("did you mean") != true, Mistakes.literal(name, 0..<0) == nil
            else { continue }
            findings[position] = Finding(
                code: finding.code,
                message: finding.message,
                range: finding.range,
                hint: "write text between quotes: \"\(name)\""
            )
        }
    }

    mutating func checkCall(
        _ node: Syntax,
        _ name: Syntax.Field,
        _ target: Syntax?,
        _ arguments: [Syntax],
        rooted: Bool
    ) -> Typed {
        if let target, let (names, _) = target.path, !isBound(names) {
            // A namespace such as `math` looks like a target.
            let qualified = (names + [name.name]).joined(separator: ".")
            if let function = Library.function(qualified) {
                return namespaced(function, node, name, arguments)
            }
        }
        if let target, let function = Library.function(name.name), has(function, .member) {
            let checked = [check(target)] + arguments.map { check($0) }
            return call(function, .member, checked, [target] + arguments, node.range, name: name.range, sign: nil)
        }
        if isChecking, target == nil, arguments.isEmpty, environment.variable(name.name) != nil {
            return fail(unknownCall(name, target, arguments, node.range))
        }
        if target == nil, let function = Library.function(name.name), has(function, .global) {
            let checked = arguments.map { check($0) }
            return call(function, .global, checked, arguments, node.range, name: name.range, sign: nil)
        }
        if isChecking {
            if let target, isBound(target.path?.names ?? []) || target.path == nil { _ = check(target) }
            // The names of a misspelt macro aren't unknown names.
            var isMacro = false
            if case .name = arguments.first?.kind { isMacro = arguments.count > 1 && target != nil }
            if !isMacro { for argument in arguments { _ = check(argument) } }
        }
        return fail(unknownCall(name, target, arguments, node.range))
    }

    private func has(_ function: Function, _ style: Overload.Style) -> Bool {
        function.overloads.contains { $0.style == style }
    }

    /// Whether the first of these names is bound by a macro or declared.
    private func isBound(_ names: [String]) -> Bool {
        guard let first = names.first else { return false }
        if scopes.contains(where: { $0.name == first }) { return true }
        return names.indices.contains { count in
            environment.candidates(names.prefix(count + 1).joined(separator: ".")).contains {
                environment.variable($0) != nil
            }
        }
    }

    private mutating func namespaced(
        _ function: Function,
        _ node: Syntax,
        _ name: Syntax.Field,
        _ arguments: [Syntax]
    ) -> Typed {
        let checked = arguments.map { check($0) }
        if checked.count > 1, function.name == "math.greatest" || function.name == "math.least" {
            return extreme(function, checked, arguments, node)
        }
        return call(function, .global, checked, arguments, node.range, name: name.range, sign: nil)
    }

    /// `math.greatest(a, b, …)`: any number of numbers; of mixed types it is `dyn`.
    private mutating func extreme(_ function: Function, _ checked: [Typed], _ arguments: [Syntax], _ node: Syntax)
        -> Typed
    {
        var result: ValueType?
        for (argument, syntax) in zip(checked, arguments) {
            var type = types.resolve(argument.type)
            if isChecking, case .nullable(let inner) = type {
                reportUnguarded(argument, syntax, in: "`\(function.name)`")
                type = inner
            }
            switch type {
            case .int, .uint, .double, .dyn, .parameter: break
            default:
                if isChecking {
                    report(
                        Finding(
                            code: .noOverload,
                            message: "`\(function.name)` takes numbers, not \(Words.operand(text(syntax.range), type))",
                            range: syntax.range
                        )
                    )
                }
            }
            result = result.map { $0 == type ? type : .dyn } ?? type
        }
        return Typed(.call(function, checked), isChecking ? result ?? .dyn : .dyn, node.range)
    }

    /// Chooses among a function's overloads by the types of its arguments.
    private mutating func call(
        _ function: Function,
        _ style: Overload.Style,
        _ arguments: [Typed],
        _ syntax: [Syntax],
        _ range: Range<Int>,
        name: Range<Int>,
        sign: Operator?
    ) -> Typed {
        guard isChecking else { return Typed(.call(function, arguments), .dyn, range) }
        let given = arguments.map { types.resolve($0.type) }
        let plain = function.acceptsNull && !function.name.hasPrefix("_") ? given : given.map(\.unwrapped)
        var result: ValueType?
        for overload in function.overloads where overload.style == style && overload.parameters.count == plain.count {
            let own = types.instantiate(overload)
            guard types.agree(Array(zip(own.parameters, plain))) else { continue }
            let type = types.resolve(own.result)
            result = result.map { $0 == type ? type : .dyn } ?? type
        }
        guard let result else {
            return fail(noOverload(function, style, plain, syntax, range, name: name, sign: sign))
        }
        var arguments = arguments
        if !function.acceptsNull {
            for (index, type) in given.enumerated() {
                switch type {
                case .nullable(let inner):
                    reportUnguarded(arguments[index], syntax[index], in: "`\(sign?.sign ?? function.name)`")
                    // From here on it counts as not null; if it is, its evaluation says so.
                    arguments[index] = Typed(arguments[index].kind, inner, arguments[index].range)
                case .null: reportUnguarded(arguments[index], syntax[index], in: "`\(sign?.sign ?? function.name)`")
                default: break
                }
            }
        }
        return Typed(.call(function, arguments), result, range)
    }
}
