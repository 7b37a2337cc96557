import CEL
import PipelineCore
import YAML

/// Compiles the expressions of a configuration, and reports what is found in them at their place in the file.
final class Compiler {
    private var scopes: [String: ExpressionScope] = [:]

    /// The scope of a source's record, which depends on the source's options.
    func scope(of source: SourceDescriptor, _ options: Options) -> ExpressionScope {
        let key = "\(source.name) \(canonical(options))"
        if let scope = scopes[key] { return scope }
        let scope = ExpressionScope(subject: "`\(source.name)`", fields: source.schema(options).fields)
        scopes[key] = scope
        return scope
    }

    /// Compiles an expression; nil when it can't be used, the reason being reported or a variable in it unset.
    func compile(
        _ text: ResolvedText,
        in scope: ExpressionScope,
        expecting result: ValueType? = nil,
        _ findings: Findings
    ) -> Compilation? {
        if text.isUnset { return nil }
        let compilation = scope.compile(text.text, expecting: result)
        for finding in compilation.findings { findings.add(Diagnostic(finding, in: text, scope)) }
        return compilation.findings.contains { $0.severity == .error } ? nil : compilation
    }
}

extension Diagnostic {
    /// What was found in an expression, at its place in the file.
    fileprivate init(_ finding: Finding, in text: ResolvedText, _ scope: ExpressionScope) {
        let span = text.span(of: finding.range)
        let word = String(
            decoding: text.text.utf8.dropFirst(finding.range.lowerBound).prefix(finding.range.count),
            as: UTF8.self
        )
        let severity: Severity = finding.severity == .error ? .error : .warning
        if finding.code == .unknownName, let name = word.fieldName, scope.lost.contains(where: { $0.name == name }) {
            self = .lostField(name, scope, at: span)
            return
        }
        if finding.severity == .error, let quoted = text.quotedLiteral(at: finding.range, scope) {
            self = .proseInMap(text.text, quoted, at: text.contentSpan)
            return
        }
        // Other unknown names are functions without parentheses, which the compiler words better.
        if finding.code == .unknownName, finding.message.hasPrefix("there is no"), let name = word.fieldName {
            self = .unknownField(name, of: scope.subject, scope.fields, at: span, otherwise: finding.hint)
        } else {
            self.init(severity, DiagnosticCode(finding.code), finding.message, at: span, hint: finding.hint)
        }
    }

    /// A field that a map left behind.
    private static func lostField(_ name: String, _ scope: ExpressionScope, at span: Span) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownField,
            "\(scope.subject) has no column `\(name)`",
            at: span,
            hint: "behind a map there are its columns alone: use `\(name)` in a stage before it"
        )
    }

    /// A field that a source doesn't have.
    static func unknownField(
        _ name: String,
        of subject: String,
        _ fields: [FieldSpec],
        at span: Span?,
        otherwise hint: String? = nil
    ) -> Diagnostic {
        let near = closest(to: name, in: fields.map(\.name)) ?? counterpart(of: name, in: fields.map(\.name))
        let field = fields.first { $0.name == near }
        return Diagnostic(
            .error,
            .unknownField,
            "\(subject) has no field `\(name)`",
            at: span,
            hint: field.map { "did you mean `\($0.name)` (\($0.typeText))?" }
                ?? hint ?? didYouMeanOr(name, fields.map(\.name), are: "its fields")
        )
    }
}

/// The one name that ends in the same words behind its first: `webinar_uuid` for `meeting_uuid`.
private func counterpart(of name: String, in names: [String]) -> String? {
    guard let point = name.firstIndex(of: "_") else { return nil }
    let near = names.filter { other in other.firstIndex(of: "_").map { other[$0...] == name[point...] } ?? false }
    return near.count == 1 ? near.first : nil
}

extension ResolvedText {
    /// The expression in quotes, if it is a text that somebody wrote as it is: `Attendee`, `Webinar attendee`.
    ///
    /// Fields are in small letters, so a word that begins with a capital isn't one that is merely misspelt.
    fileprivate func quotedLiteral(at range: Range<Int>, _ scope: ExpressionScope) -> String? {
        guard let first = text.first, first.isUppercase, !text.isAttributeName,
            text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }),
            !["True", "False", "None", "Null"].contains(text),
            closest(to: text, in: scope.fields.map(\.name)) == nil
        else { return nil }
        return scalar.style == .literal || scalar.style == .folded ? "'\(text)'" : "\"'\(text)'\""
    }
}

extension Diagnostic {
    fileprivate static func proseInMap(_ text: String, _ quoted: String, at span: Span) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownField,
            "`\(text)` is read as an expression, and there is no such field",
            at: span,
            hint: "for that very text write `\(quoted)`"
        )
    }
}

extension FieldSpec {
    /// The type with its unit: `seconds, int`.
    var typeText: String { (unit.map { "\($0), " } ?? "") + "\(type)" }
}

extension String {
    /// The name that it begins with, when it is a field and its members or nothing more: `user` of `user.email`.
    fileprivate var fieldName: String? {
        let name = prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return !name.isEmpty && dropFirst(name.count).allSatisfy { $0 != "(" } ? String(name) : nil
    }
}
