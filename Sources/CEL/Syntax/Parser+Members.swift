extension Parser {
    /// A primary expression with its selections, calls and indices.
    mutating func member() throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        var result = try primary()
        while true {
            if take(.point) {
                result = try selection(of: result, from: start)
            } else if isNext(.openBracket) {
                let opening = current.range
                advance()
                let isOptional = take(.question)
                let index = try expression()
                try close(.closeBracket, opening: opening)
                result = try make(.index(result, index, optional: isOptional), from: start)
            } else {
                return result
            }
        }
    }

    private mutating func selection(of operand: Syntax, from start: Int) throws(Finding) -> Syntax {
        let isOptional = take(.question)
        let field: Syntax.Field
        switch current.kind {
        case .identifier(let name):
            guard !["true", "false", "null", "in"].contains(name) else { throw unexpected("a field's name") }
            field = Syntax.Field(name: name, range: current.range)
        case .quotedField(let name): field = Syntax.Field(name: name, range: current.range)
        default: throw unexpected("a field's name")
        }
        let isQuoted = current.kind == .quotedField(field.name)
        advance()
        if isNext(.openParenthesis), !isOptional, !isQuoted {
            let arguments = try self.arguments()
            if let comprehension = try MacroExpansion.member(field, operand, arguments) {
                return try make(comprehension, from: start)
            }
            return try make(.call(field, target: operand, arguments, rooted: false), from: start)
        }
        return try make(.select(operand, field, isOptional ? .optional : .required), from: start)
    }

    private mutating func arguments() throws(Finding) -> [Syntax] {
        let opening = current.range
        advance()
        var result: [Syntax] = []
        if !isNext(.closeParenthesis) {
            repeat { result.append(try expression()) } while take(.comma)
        }
        try close(.closeParenthesis, opening: opening)
        return result
    }

    // Small, since nested expressions go through here: what needs much of the stack is in functions of its own.
    private mutating func primary() throws(Finding) -> Syntax {
        switch current.kind {
        case .symbol(.openParenthesis): try parenthesised()
        case .symbol(.openBracket): try list()
        case .symbol(.openBrace): try map()
        case .identifier(let name) where !["true", "false", "null", "in"].contains(name):
            try self.name(rooted: false, from: current.range.lowerBound)
        case .symbol(.point): try rootedName()
        default: try scalar()
        }
    }

    private mutating func parenthesised() throws(Finding) -> Syntax {
        let opening = current.range
        advance()
        let inner = try expression()
        if isNext(.comma) {
            throw Finding(
                code: .syntax,
                message: "parentheses hold a single value",
                range: current.range,
                hint: "a list is written with [ and ]"
            )
        }
        try close(.closeParenthesis, opening: opening)
        return inner
    }

    private mutating func rootedName() throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        advance()
        return try name(rooted: true, from: start)
    }

    /// A literal of one token, with its sign.
    private mutating func scalar() throws(Finding) -> Syntax {
        switch current.kind {
        case .int(let number):
            guard let value = Int(exactly: number) else {
                throw Finding(
                    code: .numberOutOfRange,
                    message: "this number is too large for a whole number",
                    range: current.range
                )
            }
            return try literal(.int(value))
        case .uint(let number): return try literal(.uint(number))
        case .double(let number): return try literal(.double(number))
        case .string(let text): return try literal(.string(text))
        case .bytes(let bytes): return try literal(.bytes(bytes))
        case .identifier("true"): return try literal(.bool(true))
        case .identifier("false"): return try literal(.bool(false))
        case .identifier("null"): return try literal(.null)
        case .symbol(.minus): return try negativeNumber()
        default: throw unexpected("a value")
        }
    }

    private mutating func literal(_ value: Value) throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        advance()
        return try make(.literal(value), from: start)
    }

    private mutating func negativeNumber() throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        advance()
        let token = current
        switch token.kind {
        case .int(let number):
            advance()
            guard number <= UInt(Int.max) + 1 else {
                throw Finding(
                    code: .numberOutOfRange,
                    message: "this number is too small for a whole number",
                    range: start..<token.range.upperBound
                )
            }
            return try make(.literal(.int(Int(truncatingIfNeeded: 0 &- number))), from: start)
        case .double(let number):
            advance()
            return try make(.literal(.double(-number)), from: start)
        default: throw unexpected("a number")
        }
    }

    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]

    private mutating func name(rooted: Bool, from start: Int) throws(Finding) -> Syntax {
        guard case .identifier(let name) = current.kind, !["true", "false", "null", "in"].contains(name) else {
            throw unexpected("a name")
        }
        let range = current.range
        if Parser.reserved.contains(name) {
            throw Finding(
                code: .reservedWord,
                message: "`\(name)` is a reserved word",
                range: range,
                hint: name == "if" || name == "else" ? "write: condition ? value : other" : nil
            )
        }
        if name.lowercased() == "not", following.beginsOperand, let mistake = Mistakes.word(name, range) {
            throw mistake
        }
        advance()
        guard isNext(.openParenthesis) else { return try make(.name(name, rooted: rooted), from: start) }
        let arguments = try self.arguments()
        if name == "has", let test = try MacroExpansion.has(arguments, start..<previousEnd) {
            return try make(test, from: start)
        }
        return try make(
            .call(Syntax.Field(name: name, range: range), target: nil, arguments, rooted: rooted),
            from: start
        )
    }

    private mutating func list() throws(Finding) -> Syntax {
        let opening = current.range
        advance()
        var elements: [Syntax.Element] = []
        while !isNext(.closeBracket) {
            let isOptional = take(.question)
            elements.append(.init(value: try expression(), isOptional: isOptional))
            guard take(.comma) else { break }
        }
        try close(.closeBracket, opening: opening)
        return try make(.list(elements), from: opening.lowerBound)
    }

    private mutating func map() throws(Finding) -> Syntax {
        let opening = current.range
        advance()
        var entries: [Syntax.Entry] = []
        while !isNext(.closeBrace) {
            let isOptional = take(.question)
            let key = try expression()
            guard take(.colon) else { throw unexpected("`:` and the key's value") }
            entries.append(.init(key: key, value: try expression(), isOptional: isOptional))
            guard take(.comma) else { break }
        }
        try close(.closeBrace, opening: opening)
        return try make(.map(entries), from: opening.lowerBound)
    }
}

extension Token {
    /// Whether a value can begin here, so that a word before it was meant as an operator.
    var beginsOperand: Bool {
        switch kind {
        case .identifier(let name): name != "in"
        case .int, .uint, .double, .string, .bytes: true
        default: false
        }
    }
}
