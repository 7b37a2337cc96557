/// Builds the tree of an expression by recursive descent; nesting is counted before it is entered.
struct Parser {
    private let tokens: [Token]
    private let source: String
    private let limits: Limits
    private var position = 0
    private var depth = 0

    init(_ source: String, limits: Limits) throws(Finding) {
        guard source.utf8.count <= limits.sourceLength else {
            throw Finding(
                code: .expressionTooLong,
                message: "the expression has \(source.utf8.count) bytes; at most \(limits.sourceLength) are allowed",
                range: 0..<source.utf8.count
            )
        }
        var lexer = Lexer(source)
        tokens = try lexer.tokens()
        self.source = source
        self.limits = limits
    }

    /// The whole source as one expression.
    mutating func parse() throws(Finding) -> Syntax {
        if current.kind == .end {
            throw Finding(code: .syntax, message: "the expression is empty", range: current.range)
        }
        let result = try expression()
        guard current.kind == .end else { throw unexpected("an operator or the end") }
        return result
    }

    // MARK: Tokens

    var current: Token { tokens[position] }

    var following: Token { tokens[min(position + 1, tokens.count - 1)] }

    var previousEnd: Int { position == 0 ? 0 : tokens[position - 1].range.upperBound }

    mutating func advance() { position = min(position + 1, tokens.count - 1) }

    func isNext(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }

    mutating func take(_ symbol: Symbol) -> Bool {
        guard isNext(symbol) else { return false }
        advance()
        return true
    }

    /// Takes the closing counterpart of what began at `opening`.
    mutating func close(_ symbol: Symbol, opening: Range<Int>) throws(Finding) {
        if take(symbol) { return }
        if current.kind == .end {
            throw Finding(
                code: .syntax,
                message: "`\(text(opening))` is never closed",
                range: opening,
                hint: "add \(symbol.rawValue)"
            )
        }
        throw unexpected("`\(symbol.rawValue)`")
    }

    func text(_ range: Range<Int>) -> String { String(decoding: Array(source.utf8)[range], as: UTF8.self) }

    func unexpected(_ wanted: String) -> Finding {
        if case .identifier(let word) = current.kind, let mistake = Mistakes.word(word, current.range) {
            return mistake
        }
        if current.kind == .end {
            return Finding(
                code: .syntax,
                message: "the expression ends where \(wanted) should follow",
                range: current.range
            )
        }
        let written = text(current.range)
        if current.kind == .symbol(.closeParenthesis) {
            return Finding(
                code: .syntax,
                message: "unexpected `)`; \(wanted) should stand here",
                range: current.range,
                hint: "remove it, or add the ( it belongs to"
            )
        }
        return Finding(
            code: .syntax,
            message: "unexpected `\(written)`; \(wanted) should stand here",
            range: current.range
        )
    }

    // MARK: Nodes

    func make(_ kind: Syntax.Kind, from start: Int) throws(Finding) -> Syntax {
        let node = Syntax(kind, start..<previousEnd)
        guard node.height <= limits.height else { throw tooDeep(node.range) }
        return node
    }

    private func tooDeep(_ range: Range<Int>) -> Finding {
        Finding(
            code: .expressionTooDeep,
            message: "the expression is nested too deeply; at most \(limits.depth) levels are allowed",
            range: range
        )
    }

    // MARK: Operators

    /// `a ? b : c` and everything that binds tighter.
    mutating func expression() throws(Finding) -> Syntax {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw tooDeep(current.range) }
        var conditions: [(start: Int, condition: Syntax, yes: Syntax)] = []
        while true {
            let start = current.range.lowerBound
            let operand = try logical(.or)
            guard take(.question) else {
                var result = operand
                for (start, condition, yes) in conditions.reversed() {
                    result = try make(.conditional(condition, yes, result), from: start)
                }
                return result
            }
            let yes = try logical(.or)
            guard take(.colon) else { throw unexpected("`:` and the value for when the condition is false") }
            conditions.append((start, operand, yes))
        }
    }

    private mutating func logical(_ logic: Syntax.Logic) throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        var operands: [Syntax] = []
        repeat {
            operands.append(logic == .or ? try logical(.and) : try binary(atLeast: 1))
        } while take(logic == .or ? .or : .and)
        return operands.count == 1 ? operands[0] : try make(.logical(logic, operands), from: start)
    }

    /// The binary operators that aren't logical, with how tightly they bind.
    private var operatorHere: (sign: Operator, precedence: Int)? {
        switch current.kind {
        case .identifier("in"): (.membership, 1)
        case .symbol(.equal): (.equal, 1)
        case .symbol(.notEqual): (.notEqual, 1)
        case .symbol(.less): (.less, 1)
        case .symbol(.atMost): (.atMost, 1)
        case .symbol(.greater): (.greater, 1)
        case .symbol(.atLeast): (.atLeast, 1)
        case .symbol(.plus): (.add, 2)
        case .symbol(.minus): (.subtract, 2)
        case .symbol(.times): (.multiply, 3)
        case .symbol(.divide): (.divide, 3)
        case .symbol(.remainder): (.remainder, 3)
        default: nil
        }
    }

    /// A chain of left-associative operators, by precedence climbing: it recurses only for an operator that binds tighter.
    private mutating func binary(atLeast minimum: Int) throws(Finding) -> Syntax {
        let start = current.range.lowerBound
        var result = try unary()
        while let (sign, precedence) = operatorHere, precedence >= minimum {
            let place = current.range
            advance()
            if sign == .remainder, isPerCent, case .literal = result.kind {
                throw Mistakes.perCent(of: text(result.range), result.range.lowerBound..<place.upperBound)
            }
            let right = try binary(atLeast: precedence + 1)
            result = try make(.operation(sign, [result, right]), from: start)
        }
        return result
    }

    /// Whether what follows a `%` can't be divided by, so that it stands for “per cent”.
    private var isPerCent: Bool {
        switch current.kind {
        case .end, .symbol(.closeParenthesis), .symbol(.and), .symbol(.or): true
        default: false
        }
    }

    private mutating func unary() throws(Finding) -> Syntax {
        var starts: [Int] = []
        let sign: Symbol = isNext(.not) ? .not : .minus
        while isNext(sign) {
            if sign == .minus, following.isNumber { break }
            starts.append(current.range.lowerBound)
            advance()
        }
        var result = try member()
        for start in starts.reversed() {
            result = try make(.operation(sign == .not ? .not : .negate, [result]), from: start)
        }
        return result
    }
}

extension Token {
    var isNumber: Bool {
        switch kind {
        case .int, .double: true
        default: false
        }
    }
}
