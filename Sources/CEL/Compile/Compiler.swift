/// Turns a checked expression into closures, folding what is constant.
struct Compiler {
    let environment: Environment
    let source: [UInt8]
    var findings: [Finding] = []
    /// How many names macros bind at once.
    private let localCount: Int
    /// What folding may still spend, so that a constant expression can't make compiling slow.
    private var meter: Meter

    init(environment: Environment, source: [UInt8], localCount: Int) {
        self.localCount = localCount
        self.environment = environment
        self.source = source
        meter = Meter(limit: environment.limits.cost)
    }

    mutating func compile(_ node: Typed) -> Code {
        switch node.kind {
        case .constant(let value): return .constant(value)
        case .variable(let variable): return SlotCode.read(variable, as: node.type, node.range)
        case .local(let index): return .value { (frame) throws(EvaluationError) in frame.locals[index] }
        case .failure(let message):
            let error = EvaluationError(message: message, range: node.range)
            return .value { (_) throws(EvaluationError) in throw error }
        case .select(let operand, let field, let access): return select(node, operand, field, access)
        case .index(let operand, let index, let isOptional): return self.index(node, operand, index, isOptional)
        case .call(let function, let arguments): return call(node, function, arguments)
        case .logical(let logic, let operands):
            return self.logical(node, logic, operands)
        case .conditional(let condition, let yes, let no): return conditional(node, condition, yes, no)
        case .list(let elements): return list(node, elements)
        case .map(let entries): return map(node, entries)
        case .comprehension(let comprehension):
            let code = ComprehensionCode.make(
                comprehension,
                subject: compile(comprehension.subject),
                filter: comprehension.filter.map { compile($0).bool($0.range) },
                body: compile(comprehension.body),
                node.range
            )
            return node.isClosed ? fold(node, [], code) : code
        }
    }

    /// `code` computed now if all it needs is constant.
    mutating func fold(_ node: Typed, _ needed: [Code], _ code: Code) -> Code {
        guard needed.allSatisfy({ $0.constant != nil }) else { return code }
        var frame = Frame(
            slots: UnsafeBufferPointer(start: nil, count: 0),
            locals: Array(repeating: .null, count: localCount),
            meter: meter
        )
        defer { meter = frame.meter }
        do {
            return .constant(try code.value(&frame))
        } catch {
            if environment.checking == .full, frame.meter.remaining > 0 {
                findings.append(
                    Finding(
                        code: .constantError,
                        message: "this always fails: \(error.message)",
                        range: error.range
                    )
                )
            }
            return code
        }
    }

    // MARK: Parts

    private mutating func select(_ node: Typed, _ operand: Typed, _ field: String, _ access: Syntax.Access) -> Code {
        let inner = compile(operand)
        let value = inner.value
        let range = node.range
        switch access {
        case .test:
            return fold(
                node,
                [inner],
                .bool { (frame) throws(EvaluationError) in
                    let operand = try value(&frame)
                    return try placing(range) { () throws(Fault) in try Access.hasField(operand, field) }
                }
            )
        case .optional:
            return fold(
                node,
                [inner],
                .value { (frame) throws(EvaluationError) in
                    let operand = try value(&frame)
                    return try placing(range) { () throws(Fault) in try Access.optionalField(operand, field) }
                }
            )
        case .required:
            return fold(
                node,
                [inner],
                .value { (frame) throws(EvaluationError) in
                    let operand = try value(&frame)
                    return try placing(range) { () throws(Fault) in try Access.field(operand, field) }
                }
            )
        }
    }

    private mutating func index(_ node: Typed, _ operand: Typed, _ index: Typed, _ isOptional: Bool) -> Code {
        let codes = [compile(operand), compile(index)]
        let container = codes[0].value
        let position = codes[1].value
        let range = node.range
        let find: @Sendable (Value, Value) throws(Fault) -> Value =
            isOptional ? Access.optionalElement : Access.element
        return fold(
            node,
            codes,
            .value { (frame) throws(EvaluationError) in
                let value = try container(&frame)
                let key = try position(&frame)
                return try placing(range) { () throws(Fault) in
                    try frame.meter.charge(for: key)
                    return try find(value, key)
                }
            }
        )
    }

    private mutating func call(_ node: Typed, _ function: Function, _ arguments: [Typed]) -> Code {
        let codes = arguments.map { compile($0) }
        if environment.checking == .full, let finding = Domains.check(function.name, arguments, codes, source) {
            findings.append(finding)
        }
        if function.name == "or" || function.name == "orValue", codes.count == 2 {
            return alternative(codes, node.range, unwraps: function.name == "orValue")
        }
        if !codes.allSatisfy({ $0.constant != nil }), let fast = FastCode.call(function.name, arguments, codes, node) {
            return fast
        }
        let values = codes.map(\.value)
        let range = node.range
        if let specialise = function.specialise {
            do {
                if let body = try specialise(codes.map(\.constant), environment.limits) {
                    return fold(node, codes, CallCode.make(body, values[0], node.type, range))
                }
            } catch {
                if environment.checking == .full {
                    let place = arguments.last?.range ?? range
                    findings.append(
                        Finding(code: .constantError, message: "this always fails: \(error.message)", range: place)
                    )
                }
            }
        }
        return fold(node, codes, .value(CallCode.make(function, values, range)))
    }

    /// `optional.or(…)` and `orValue(…)`, whose right side is computed only when it is needed.
    private func alternative(_ codes: [Code], _ range: Range<Int>, unwraps: Bool) -> Code {
        let left = codes[0].value
        let right = codes[1].value
        return .value { (frame) throws(EvaluationError) in
            let first = try left(&frame)
            guard case .optional(let held) = first else { throw .wrongType(range) }
            if let held { return unwraps ? held : first }
            let second = try right(&frame)
            guard !unwraps else { return second }
            guard case .optional = second else { throw .wrongType(range) }
            return second
        }
    }

    private mutating func logical(_ node: Typed, _ logic: Syntax.Logic, _ operands: [Typed]) -> Code {
        let codes = operands.map { compile($0) }
        let result = fold(node, codes, .bool(LogicCode.make(logic, zip(codes, operands).map { $0.bool($1.range) })))
        guard environment.checking == .full else { return result }
        for (code, operand) in zip(codes, operands) {
            guard case .bool(let flag) = code.constant else { continue }
            findings.append(Constancy.operand(flag, logic, text(operand.range), operand.range))
        }
        findings += Contradictions.find(logic, operands, source)
        return result
    }

    func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

    private mutating func conditional(_ node: Typed, _ condition: Typed, _ yes: Typed, _ no: Typed) -> Code {
        let test = compile(condition)
        let first = compile(yes)
        let second = compile(no)
        if case .constant(.bool(let flag)) = test {
            if environment.checking == .full {
                findings.append(Constancy.condition(flag, text(condition.range), condition.range))
            }
            return flag ? first : second
        }
        let condition = test.bool(condition.range)
        switch (first, second) {
        case (.bool, .bool), (.bool, .constant(.bool)), (.constant(.bool), .bool), (.constant(.bool), .constant(.bool)):
            let (one, other) = (first.bool(yes.range), second.bool(no.range))
            return .bool { (frame) throws(EvaluationError) in
                try condition(&frame) ? try one(&frame) : try other(&frame)
            }
        case (.string, .string), (.string, .constant(.string)), (.constant(.string), .string),
            (.constant(.string), .constant(.string)):
            let (one, other) = (first.string(yes.range), second.string(no.range))
            return .string { (frame) throws(EvaluationError) in
                try condition(&frame) ? try one(&frame) : try other(&frame)
            }
        default:
            let (one, other) = (first.value, second.value)
            return .value { (frame) throws(EvaluationError) in
                try condition(&frame) ? try one(&frame) : try other(&frame)
            }
        }
    }
}
