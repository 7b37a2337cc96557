extension Checker {
    /// A value that may be null where null is an error.
    mutating func reportUnguarded(_ node: Typed, _ syntax: Syntax, in place: String) {
        guard environment.checking == .full else { return }
        let written = text(syntax.range)
        if node.type == .null {
            report(
                Finding(
                    code: .typeMismatch,
                    message: "null can't be used in \(place)",
                    range: syntax.range,
                    hint: "compare with == null or != null"
                )
            )
            return
        }
        let guardText = syntax.path == nil ? "(\(written)) != null" : "\(written) != null"
        report(
            Finding(
                code: .unguardedNull,
                message: "`\(written)` may be null, and \(place) fails on null",
                range: syntax.range,
                hint: "guard it: \(guardText) && …",
                severity: environment.unguardedNull
            )
        )
    }

    func unknownName(_ name: String, _ node: Syntax, isSelected: Bool) -> Finding {
        if !isChecking || isFull {
            return Finding(
                code: .unknownName,
                message: "undeclared reference to '\(name)' (in container '\(environment.container)')",
                range: node.range
            )
        }
        let names = environment.variables.map(\.name) + scopes.map(\.name)
        let message = "there is no field `\(name)`"
        let nearest = Suggestions.nearest(name, among: names)
        if let best = nearest.first {
            return Finding(
                code: .unknownName,
                message: message,
                range: node.range,
                hint: "did you mean `\(best)`?"
            )
        }
        if let mistake = Mistakes.literal(name, node.range) { return mistake }
        if let function = Library.function(name) {
            return Finding(
                code: .unknownName,
                message: "`\(name)` is a function, not a field",
                range: node.range,
                hint: "it is written: \(function.overloads.map { $0.signature(name) }.first ?? name)"
            )
        }
        var hint: String?
        if names.isEmpty {
            hint = isSelected ? nil : "write text between quotes: \"\(name)\""
        } else if names.count <= 12 {
            hint = "the fields are: " + names.joined(separator: ", ")
        } else {
            hint = "write text between quotes: \"\(name)\""
        }
        return Finding(code: .unknownName, message: message, range: node.range, hint: hint)
    }

    /// A selection from something that has no fields.
    func noFields(_ operand: Typed, _ syntax: Syntax, _ field: Syntax.Field, _ type: ValueType) -> Finding {
        let written = text(syntax.range)
        var hint: String?
        let methods = methodNames(of: type)
        if methods.contains(field.name) {
            hint = "`\(field.name)` is a function: write \(written).\(field.name)(…)"
        } else if let best = Suggestions.nearest(field.name, among: methods).first {
            hint = "did you mean the function \(best)(…)?"
        } else if field.name == "length" || field.name == "len" || field.name == "count" {
            hint = "write size(\(written))"
        }
        return Finding(
            code: .noSuchField,
            message: "\(Words.operand(written, type)) has no field `\(field.name)`",
            range: field.range,
            hint: hint
        )
    }

    func unknownFunction(_ name: String, _ range: Range<Int>) -> Finding {
        Finding(code: .unknownFunction, message: "there is no function `\(name)`", range: range)
    }

    /// A call of something that isn't a function.
    func unknownCall(
        _ name: Syntax.Field,
        _ target: Syntax?,
        _ arguments: [Syntax],
        _ range: Range<Int>
    ) -> Finding {
        guard isChecking, !isFull else {
            return Finding(code: .unknownFunction, message: "unbound function '\(name.name)'", range: range)
        }
        if target == nil, environment.variable(name.name) != nil {
            return Finding(
                code: .notAFunction,
                message: "`\(name.name)` is a field, not a function",
                range: range,
                hint: "write it without parentheses: \(name.name)"
            )
        }
        if let function = Library.function(name.name) {
            let rest = arguments.map { text($0.range) }
            if let target {
                return Finding(
                    code: .unknownFunction,
                    message: "`\(name.name)` isn't written after a point",
                    range: name.range,
                    hint: "write \(name.name)(\(([text(target.range)] + rest).joined(separator: ", ")))"
                )
            }
            let signature = function.overloads.first?.signature(name.name) ?? name.name
            return Finding(
                code: .unknownFunction,
                message: "`\(name.name)` is written after a point",
                range: name.range,
                hint: rest.isEmpty
                    ? signature
                    : "write \(Words.parenthesised(rest[0])).\(name.name)(\(rest.dropFirst().joined(separator: ", ")))"
            )
        }
        if target == nil, let mistake = Mistakes.word(name.name, name.range) { return mistake }
        if Macro(rawValue: name.name) != nil || name.name == "existsOne" || name.name == "has" {
            let form = macroCatalog.first { $0.name == name.name }?.signatures.first
            return Finding(
                code: .noOverload,
                message: "`\(name.name)` isn't used with \(Words.count(arguments.count))",
                range: range,
                hint: form.map { "it is written: \($0)" }
            )
        }
        let style: Overload.Style = target == nil ? .global : .member
        var known = Library.functions.filter { function in function.overloads.contains { $0.style == style } }
            .map(\.name).filter { !$0.contains("_") && !$0.hasPrefix("@") }
        if target != nil { known += Macro.allCases.map(\.rawValue) }
        let qualified = target?.path.map { ($0.names + [name.name]).joined(separator: ".") }
        if let qualified, let best = Suggestions.nearest(qualified, among: Library.functions.map(\.name)).first,
            best.contains(".")
        {
            return Finding(
                code: .unknownFunction,
                message: "there is no function `\(qualified)`",
                range: range,
                hint: "did you mean `\(best)`?"
            )
        }
        let subject = (target ?? arguments.first).map { text($0.range) } ?? "field"
        let hint =
            Checker.otherLanguages[name.name.lowercased()]
            .map { $0.split(separator: "field", omittingEmptySubsequences: false).joined(separator: subject) }
            ?? Suggestions.nearest(name.name, among: known).first.map { "did you mean `\($0)`?" }
        return Finding(
            code: .unknownFunction,
            message: "there is no function `\(name.name)`",
            range: name.range,
            hint: hint
        )
    }

    /// Functions of other languages.
    private static let otherLanguages = [
        "tolower": "write field.lowerAscii()", "lower": "write field.lowerAscii()",
        "lowercase": "write field.lowerAscii()", "tolowercase": "write field.lowerAscii()",
        "toupper": "write field.upperAscii()", "upper": "write field.upperAscii()",
        "uppercase": "write field.upperAscii()", "touppercase": "write field.upperAscii()",
        "len": "write size(field)", "length": "write size(field)", "count": "write size(field)",
        "includes": "write field.contains(\"text\")", "strip": "write field.trim()",
        "concat": "join texts with +", "str": "write string(field)", "tostring": "write string(field)",
        "float": "write double(field)", "number": "write int(field) or double(field)",
        "isnull": "write field == null", "isempty": "write field == \"\"", "coalesce": "write a != null ? a : b",
        "ifnull": "write a != null ? a : b", "if": "write condition ? value : other",
        "regex": "write field.matches(\"pattern\")", "match": "write field.matches(\"pattern\")",
        "now": "there is no clock; compare with timestamp(\"2026-01-31T00:00:00Z\")",
        "today": "there is no clock; compare with timestamp(\"2026-01-31T00:00:00Z\")",
        "test": "write field.matches(\"pattern\")", "abs": "write math.abs(number)",
        "min": "write math.least(a, b)", "max": "write math.greatest(a, b)", "round": "write math.round(number)",
        "floor": "write math.floor(number)", "ceil": "write math.ceil(number)",
        "index": "write field.indexOf(\"text\")",
    ]

    private func methodNames(of type: ValueType) -> [String] {
        Library.functions.filter { function in
            function.overloads.contains { overload in
                guard overload.style == .member, let first = overload.parameters.first else { return false }
                var attempt = types
                return attempt.agree([(attempt.instantiate(overload).parameters.first ?? first, type)])
            }
        }.map(\.name)
    }
}

extension Words {
    static func count(_ arguments: Int) -> String {
        switch arguments {
        case 0: "no arguments"
        case 1: "one argument"
        default: "\(arguments) arguments"
        }
    }
}

extension Checker {
    /// Reports a result that isn't of the type that is needed.
    mutating func expect(_ expected: ValueType, _ node: Typed, _ syntax: Syntax) {
        guard isChecking, findings.isEmpty else { return }
        let type = types.resolve(node.type)
        let written = text(syntax.range)
        if case .nullable(let inner) = type, !expected.isNullable, types.agree([(expected, inner)]) {
            if environment.checking == .full {
                report(
                    Finding(
                        code: .unguardedNull,
                        message: "the result may be null where \(Words.type(expected)) is needed",
                        range: syntax.range,
                        hint: syntax.path == nil ? nil : "write: \(written) != null ? \(written) : …",
                        severity: environment.unguardedNull
                    )
                )
            }
            return
        }
        let agrees = type == .null ? expected.isNullable : types.agree([(expected, type)])
        guard !agrees else { return }
        report(
            Finding(
                code: .typeMismatch,
                message: "the result must be \(Words.type(expected)), not \(Words.operand(written, type))",
                range: syntax.range,
                hint: expected.unwrapped == .bool
                    ? Words.conditionHint(written, type) : Remedies.conversion(written, type, to: expected.unwrapped)
            )
        )
    }
}

extension Remedies {
    /// How to turn a value into one of the wanted type.
    static func conversion(_ text: String, _ type: ValueType, to wanted: ValueType) -> String? {
        guard text.utf8.count <= 60, type.unwrapped != .null else { return nil }
        switch (type.unwrapped, wanted) {
        case (.int, .string), (.uint, .string), (.double, .string), (.bool, .string), (.timestamp, .string),
            (.duration, .string):
            return "write string(\(text))"
        case (.int, .double), (.uint, .double), (.string, .double): return "write double(\(text))"
        case (.double, .int), (.uint, .int), (.string, .int): return "write int(\(text))"
        case (.string, .timestamp): return "write timestamp(\(text))"
        case (.string, .duration): return "write duration(\(text))"
        default: return nil
        }
    }
}
