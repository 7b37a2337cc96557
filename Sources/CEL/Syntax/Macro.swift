/// The macros that bind names (cel-spec langdef, “Macros”; cel-go ext, two-variable comprehensions, bindings, optionals).
enum Macro: String, Sendable, CaseIterable {
    case all
    case exists
    case existsOne = "exists_one"
    case map
    case filter
    case transformList
    case transformMap
    case transformMapEntry
    case bind
    case optMap
    case optFlatMap

    /// The macro of a call `target.name(…)` with so many arguments; nil when it is an ordinary call.
    init?(name: String, arguments: Int) {
        switch (name, arguments) {
        case ("all", 2), ("all", 3): self = .all
        case ("exists", 2), ("exists", 3): self = .exists
        case ("exists_one", 2), ("existsOne", 2), ("exists_one", 3), ("existsOne", 3): self = .existsOne
        case ("map", 2), ("map", 3): self = .map
        case ("filter", 2): self = .filter
        case ("transformList", 3), ("transformList", 4): self = .transformList
        case ("transformMap", 3), ("transformMap", 4): self = .transformMap
        case ("transformMapEntry", 3), ("transformMapEntry", 4): self = .transformMapEntry
        case ("optMap", 2): self = .optMap
        case ("optFlatMap", 2): self = .optFlatMap
        default: return nil
        }
    }

    /// How many of a call's arguments are names.
    func variableCount(arguments: Int) -> Int {
        switch self {
        case .all, .exists, .existsOne: arguments - 1
        case .transformList, .transformMap, .transformMapEntry: 2
        default: 1
        }
    }
}

/// Turns calls that look like macros into comprehensions.
enum MacroExpansion {
    /// The comprehension of `target.name(arguments)`, or nil when it is an ordinary call.
    static func member(_ name: Syntax.Field, _ target: Syntax, _ arguments: [Syntax]) throws(Finding) -> Syntax.Kind? {
        if name.name == "bind", case .name("cel", _) = target.kind, arguments.count == 3 {
            let variable = try variable(arguments[0], in: "bind")
            return .comprehension(
                .init(macro: .bind, subject: arguments[1], variables: [variable], filter: nil, body: arguments[2])
            )
        }
        guard let macro = Macro(name: name.name, arguments: arguments.count) else { return nil }
        let count = macro.variableCount(arguments: arguments.count)
        var variables: [Syntax.Field] = []
        for argument in arguments.prefix(count) { variables.append(try variable(argument, in: name.name)) }
        if count == 2, variables[0].name == variables[1].name {
            throw Finding(
                code: .syntax,
                message: "`\(name.name)` needs two different names",
                range: variables[1].range
            )
        }
        let rest = arguments.dropFirst(count)
        guard let body = rest.last else { return nil }
        let filter = rest.count == 2 ? rest.first : nil
        return .comprehension(
            .init(macro: macro, subject: target, variables: variables, filter: filter, body: body)
        )
    }

    /// `has(a.b)` as a test; nil when it is an ordinary call.
    static func has(_ arguments: [Syntax], _ range: Range<Int>) throws(Finding) -> Syntax.Kind? {
        guard arguments.count == 1 else { return nil }
        guard case .select(let operand, let field, let access) = arguments[0].kind else {
            var hint = "write has(map.field)"
            if let (names, _) = arguments[0].path { hint = "write `\(names.joined(separator: ".")) != null`" }
            throw Finding(
                code: .syntax,
                message: "`has` asks for a field of something, as in has(map.field)",
                range: arguments[0].range,
                hint: hint
            )
        }
        guard case .optional = access else { return .select(operand, field, .test) }
        throw Finding(code: .syntax, message: "`has` doesn't go with `.?`", range: range)
    }

    private static func variable(_ argument: Syntax, in macro: String) throws(Finding) -> Syntax.Field {
        guard case .name(let name, rooted: false) = argument.kind else {
            throw Finding(
                code: .syntax,
                message: "`\(macro)` needs a simple name here, which stands for each element",
                range: argument.range,
                hint: "for example: list.\(macro)(item, item != \"\")"
            )
        }
        return Syntax.Field(name: name, range: argument.range)
    }
}
