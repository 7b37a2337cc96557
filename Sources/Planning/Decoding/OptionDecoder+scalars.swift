import CEL
import PipelineCore
import YAML

extension OptionDecoder {
    /// Reads a scalar, whose type is decided now that its variables are replaced.
    func decode(_ kind: OptionKind, from text: ResolvedText, of field: OptionField) -> OptionValue? {
        switch kind {
        case .string: return .string(text.text)
        case .identifier: return identifier(text, field)
        case .secret: return secret(text, field)
        case .bool: return bool(text, field)
        case .int(let bounds): return int(text, bounds, field)
        case .double(let bounds): return double(text, bounds, field)
        case .duration(let bounds): return duration(text, bounds, field)
        case .url: return url(text, field)
        case .timeZone: return timeZone(text)
        case .choice(let choices): return choice(text, choices, field)
        case .rates: return rate(text, field).map { .rates([$0]) }
        case .listReference: return lists.resolve(text, context).map { .int($0) }
        case .expression(let schema, let result): return expression(text, schema, result)
        case .list, .map, .object: return nil
        }
    }

    private func identifier(_ text: ResolvedText, _ field: OptionField) -> OptionValue? {
        guard text.text.isIdentifier else {
            findings.error(
                .malformedName,
                "`\(field.name)` takes \(OptionKind.identifier.noun), but this is `\(text.text)`",
                at: text.span,
                hint: text.text.asIdentifier.map { "write `\($0)`" }
            )
            return nil
        }
        return .string(text.text)
    }

    /// Whether the text is a variable as other tools write it, which would be taken for the value itself.
    func isForeign(_ text: ResolvedText, as kind: OptionKind) -> Bool {
        if case .expression = kind { return false }
        if let spelling = VariableSpelling(whole: text.text) {
            findings.error(
                .malformedReference,
                "`\(text.text)` isn't replaced: variables are written `${NAME}`",
                at: text.span,
                hint: spelling.hint
            )
            return true
        }
        // A secret that stands in the file is reported as such, with its text hidden.
        if case .secret = kind { return false }
        if let (range, spelling) = VariableSpelling.within(text.text) {
            findings.warning(
                .malformedReference,
                "a `$` without braces stands for itself",
                at: text.span(of: range),
                hint: spelling.hint
            )
        }
        return false
    }

    private func secret(_ text: ResolvedText, _ field: OptionField) -> OptionValue? {
        guard !text.text.isEmpty else {
            // A CI that lacks a secret sets its variable to nothing.
            let name = Template(text.scalar.text).firstName ?? field.name
            let need: Variables.Need = field.isRequired ? .always : .serving
            context.variables.miss(name, "it is empty", owner: owner, need: need, at: text.span)
            return nil
        }
        if !text.hasReferences {
            let isInFile = context.input.documents.contains(text.span.source)
            findings.add(isInFile ? .literalSecret(field, at: text.span) : .secretOnCommandLine(field, at: text.span))
        }
        return .secret(Secret(text.text))
    }

    private func bool(_ text: ResolvedText, _ field: OptionField) -> OptionValue? {
        switch Scalar.asBool(text.text) {
        case .bool(let value): return .bool(value)
        case .legacy(let value):
            findings.error(
                .notABoolean,
                "`\(text.text)` is text in YAML 1.2, and `\(field.name)` takes `true` or `false`",
                at: text.span,
                hint: "write `\(value)`"
            )
        case .other: refuse(text, field, .bool)
        }
        return nil
    }

    private func int(_ text: ResolvedText, _ bounds: ClosedRange<Int>, _ field: OptionField) -> OptionValue? {
        guard let value = Scalar.asInt(text.text) else { return refuse(text, field, .int(bounds)) }
        guard bounds.contains(value) else { return outOfRange(text, field, OptionKind.int(bounds).noun) }
        return .int(value)
    }

    private func double(_ text: ResolvedText, _ bounds: ClosedRange<Double>, _ field: OptionField) -> OptionValue? {
        guard let value = Scalar.asDouble(text.text) else { return refuse(text, field, .double(bounds)) }
        guard bounds.contains(value) else { return outOfRange(text, field, OptionKind.double(bounds).noun) }
        return .double(value)
    }

    private func duration(_ text: ResolvedText, _ bounds: ClosedRange<Int>, _ field: OptionField) -> OptionValue? {
        guard let seconds = durationSeconds(text.text) else {
            findings.error(
                .malformedDuration,
                "`\(text.text)` is no duration",
                at: text.span,
                hint: durationMeant(text.text).map { "write `\($0)`" }
                    ?? "write a whole number with its unit: `45s`, `90m`, `12h`, `30d`"
            )
            return nil
        }
        guard bounds.contains(seconds) else {
            let range = "a duration from \(durationText(bounds.lowerBound)) to \(durationText(bounds.upperBound))"
            return outOfRange(text, field, range)
        }
        return .duration(seconds: seconds)
    }

    private func timeZone(_ text: ResolvedText) -> OptionValue? {
        isTimeZone(text, findings) ? .string(text.text) : nil
    }

    private func choice(_ text: ResolvedText, _ choices: [OptionKind.Choice], _ field: OptionField) -> OptionValue? {
        let names = choices.map(\.name)
        guard names.contains(text.text) else {
            findings.error(
                .unknownChoice,
                "`\(field.name)` can't be `\(text.text)`",
                at: text.span,
                hint: didYouMeanOr(text.text, names, are: "it can be")
                    ?? "it can be: \(OptionKind.choice(choices).noun)"
            )
            return nil
        }
        return .string(text.text)
    }

    private func expression(_ text: ResolvedText, _ schema: RecordSchema, _ result: ValueType) -> OptionValue? {
        let scope = ExpressionScope(subject: "this expression", fields: schema.fields)
        guard let compiled = context.compiler.compile(text, in: scope, expecting: result, findings),
            let program = compiled.program
        else { return nil }
        return .expression(Filter(text: text.text, program: program))
    }

    @discardableResult
    func refuse(_ text: ResolvedText, _ field: OptionField, _ kind: OptionKind) -> OptionValue? {
        findings.error(
            .wrongType,
            "`\(field.name)` takes \(kind.noun), but this is `\(text.text)`",
            at: text.span,
            hint: kind.percentHint(text.text) ?? field.exampleHint
        )
        return nil
    }

    private func outOfRange(_ text: ResolvedText, _ field: OptionField, _ wanted: String) -> OptionValue? {
        findings.error(.outOfRange, "`\(field.name)` takes \(wanted), but this is `\(text.text)`", at: text.span)
        return nil
    }
}

extension OptionKind {
    /// The share that `50%` is.
    fileprivate func percentHint(_ text: String) -> String? {
        guard case .double = self, text.hasSuffix("%"), let percent = Scalar.asDouble(String(text.dropLast())) else {
            return nil
        }
        return "write `\(percent / 100)`"
    }
}

extension Diagnostic {
    fileprivate static func literalSecret(_ field: OptionField, at span: Span) -> Diagnostic {
        Diagnostic(
            .warning,
            .literalSecret,
            "`\(field.name)` is a secret that stands in the file",
            at: span,
            hint: "set it in the environment and write `${NAME}` here"
        )
    }

    fileprivate static func secretOnCommandLine(_ field: OptionField, at span: Span) -> Diagnostic {
        Diagnostic(
            .error,
            .literalSecret,
            "`\(field.name)` is a secret that stands on the command line, where every process can read it",
            at: span,
            hint: "set it in the environment and write `--set …='${NAME}'`"
        )
    }
}
