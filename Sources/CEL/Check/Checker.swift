/// Resolves the names of an expression, chooses functions and finds the types (cel-spec langdef, “Gradual Type Checking”).
struct Checker {
    let environment: Environment
    let source: [UInt8]
    var findings: [Finding] = []
    var references: Set<String> = []
    var types: Substitution

    /// The names bound by macros around the current node, innermost last.
    var scopes: [(name: String, type: ValueType)] = []
    /// The most names bound at once.
    var deepestScope = 0
    /// The paths that can't be null here.
    var notNull: Set<String> = []

    init(_ source: String, environment: Environment) {
        self.environment = environment
        self.source = Array(source.utf8)
        types = Substitution(joinsNull: environment.checking == .full)
    }

    /// Whether types and names are checked at all.
    var isChecking: Bool { environment.checking != .none }

    func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

    /// Whether so much is wrong already that nothing more is said.
    var isFull: Bool { findings.count >= 50 }

    mutating func report(_ finding: Finding) {
        if isFull { return }
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// A node for something wrong: reported if the check is on, and an error of the evaluation if it is off.
    mutating func fail(_ finding: Finding) -> Typed {
        if isChecking { report(finding) }
        return Typed(.failure(finding.message), .dyn, finding.range)
    }

    mutating func check(_ node: Syntax) -> Typed {
        switch node.kind {
        case .literal(let value): return Typed(.constant(value), value.literalType, node.range)
        case .name, .select: return checkPath(node)
        case .index(let operand, let index, let isOptional):
            return checkIndex(node, operand, index, optional: isOptional)
        case .call(let name, let target, let arguments, let rooted):
            return checkCall(node, name, target, arguments, rooted: rooted)
        case .operation(let sign, let operands): return checkOperation(node, sign, operands)
        case .logical(let logic, let operands): return checkLogical(node, logic, operands)
        case .conditional(let condition, let yes, let no): return checkConditional(node, condition, yes, no)
        case .list(let elements): return checkList(node, elements)
        case .map(let entries): return checkMap(node, entries)
        case .comprehension(let comprehension): return checkComprehension(node, comprehension)
        }
    }
}
