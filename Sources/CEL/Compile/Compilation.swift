/// What became of an expression: its program if it can be used, and everything to be said about it.
package struct Compilation: Sendable {
    /// The compiled expression; nil when there is an error among the findings.
    package let program: Program?

    /// The type of its values; `dyn` where it isn't known.
    package let type: ValueType

    /// Errors and warnings, in the order in which they stand in the source.
    package let findings: [Finding]

    /// The names of the variables it uses.
    package let references: Set<String>

    /// Values that it can have, as far as its form shows them; it may have others too.
    package let possibleValues: [PossibleValue]

    /// The findings that keep it from being used.
    package var errors: [Finding] { findings.filter { $0.severity == .error } }
}

/// Parses, checks and compiles an expression whose values must have the type `expected`, if one is given.
///
/// Never traps and never takes long, whatever the source: it is bounded by the environment's ``Limits``.
package func compile(
    _ source: String,
    in environment: Environment,
    expecting expected: ValueType? = nil
) -> Compilation {
    let syntax: Syntax
    do {
        var parser = try Parser(source, limits: environment.limits)
        syntax = try parser.parse()
    } catch {
        return Compilation(program: nil, type: .dyn, findings: [error], references: [], possibleValues: [])
    }
    var checker = Checker(source, environment: environment)
    let checked = checker.check(syntax)
    if let expected { checker.expect(expected, checked, syntax) }
    let type = checker.types.resolve(checked.type, closing: true)
    var findings = checker.findings
    var program: Program?
    if !findings.contains(where: { $0.severity == .error }) {
        var compiler = Compiler(
            environment: environment,
            source: checker.source,
            localCount: checker.deepestScope
        )
        let code = compiler.compile(checked)
        findings += compiler.findings
        if environment.checking == .full, findings.isEmpty, let flag = Constancy.whole(code, syntax, expected) {
            findings.append(Constancy.whole(flag, syntax.range))
        }
        if !findings.contains(where: { $0.severity == .error }) {
            let slots = environment.variables.filter { checker.references.contains($0.name) }.map(\.slot)
            program = Program(
                code,
                type: type,
                range: syntax.range,
                slotCount: (slots.max() ?? -1) + 1,
                localCount: checker.deepestScope,
                cost: environment.limits.cost
            )
        }
    }
    let sorted = findings.enumerated().sorted {
        ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    return Compilation(
        program: program,
        type: type,
        findings: sorted.map(\.element),
        references: checker.references,
        possibleValues: checked.possibleValues
    )
}
