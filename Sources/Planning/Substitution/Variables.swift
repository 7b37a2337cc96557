import PipelineCore
import YAML

/// Replaces variables in scalars, and remembers which weren't set and where they were wanted.
final class Variables {
    private let environment: [String: String]
    private let findings: Findings
    private var unset: [Unset] = []

    /// A variable that isn't set where it is wanted.
    private struct Unset {
        let name: String
        let message: String?
        let span: Span?
        let owner: Owner
        let need: Need
    }

    /// What a scalar belongs to: decides whether anybody needs it.
    enum Owner: Hashable {
        /// Everything.
        case document

        /// A connector.
        case connector(String)

        /// A pipeline.
        case pipeline(String)

        /// A list with a name.
        case list(String)
    }

    /// When a scalar's value is needed.
    enum Need {
        /// Whenever its owner is used.
        case always

        /// When webhooks are received as well: a secret that may be left out.
        case serving

        /// Never: an option that is retired.
        case never
    }

    init(environment: [String: String], findings: Findings) {
        self.environment = environment
        self.findings = findings
    }

    /// A variable's value; nil also when it is empty.
    func value(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The scalar's text with all variables replaced.
    func resolve(_ scalar: Scalar, owner: Owner = .document, need: Need = .always) -> ResolvedText {
        guard Template.isNeeded(for: scalar.text) else { return ResolvedText(scalar) }
        let template = Template(scalar.text)
        for fault in template.malformed {
            findings.error(.malformedReference, fault.message, at: scalar.span(of: fault.range), hint: fault.hint)
        }
        var assembly = Assembly(bytes: Array(scalar.text.utf8), environment: environment)
        assembly.take(template.pieces)
        for reference in assembly.unset {
            let span = scalar.span(of: reference.range)
            unset.append(Unset(name: reference.name, message: reference.message, span: span, owner: owner, need: need))
        }
        return ResolvedText(
            text: assembly.text,
            scalar: scalar,
            isUnset: !assembly.unset.isEmpty || !template.malformed.isEmpty,
            hasReferences: assembly.hasReferences,
            stretches: assembly.stretches
        )
    }

    /// Remembers that a variable is wanted: one that no file names, or that is empty.
    func miss(_ name: String, _ message: String? = nil, owner: Owner, need: Need = .always, at span: Span?) {
        unset.append(Unset(name: name, message: message, span: span, owner: owner, need: need))
    }

    /// Reports what isn't set: as notes while validating, as errors where a run needs the value.
    func report(used: Set<Owner>, purpose: Purpose, _ findings: Findings) {
        for unset in unset where unset.need != .never {
            if purpose == .validate {
                findings.add(.unneededVariable(unset.name, unset.message, unset.need, at: unset.span))
                continue
            }
            guard used.contains(unset.owner) else { continue }
            if unset.need == .always || purpose == .serve {
                findings.add(.unsetVariable(unset.name, unset.message, at: unset.span))
            }
        }
    }
}

/// Puts a text together from a template's pieces.
private struct Assembly {
    let bytes: [UInt8]
    let environment: [String: String]
    var output: [UInt8] = []
    var stretches: [ResolvedText.Stretch] = []
    var unset: [Template.Reference] = []
    var hasReferences = false

    init(bytes: [UInt8], environment: [String: String]) {
        self.bytes = bytes
        self.environment = environment
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    mutating func take(_ pieces: [Template.Piece]) {
        for piece in pieces {
            switch piece {
            case .text(let range): append(bytes[range], from: range, isCopied: true)
            case .escape(let place): append("${".utf8, from: place..<(place + 3), isCopied: false)
            case .reference(let reference): take(reference)
            }
        }
    }

    private mutating func take(_ reference: Template.Reference) {
        hasReferences = true
        let value = environment[reference.name]
        switch reference.alternative {
        case .none:
            guard let value else { return unset.append(reference) }
            append(value.utf8, from: reference.range, isCopied: false)
        case .value(let pieces):
            if let value, !value.isEmpty {
                append(value.utf8, from: reference.range, isCopied: false)
            } else {
                take(pieces)
            }
        case .failure:
            guard let value, !value.isEmpty else { return unset.append(reference) }
            append(value.utf8, from: reference.range, isCopied: false)
        }
    }

    private mutating func append(_ text: some Sequence<UInt8>, from source: Range<Int>, isCopied: Bool) {
        stretches.append(ResolvedText.Stretch(start: output.count, source: source, isCopied: isCopied))
        output += text
    }
}

extension Template.Reference {
    /// The message after `:?`.
    fileprivate var message: String? {
        if case .failure(let message) = alternative, !message.isEmpty { message } else { nil }
    }
}

extension Diagnostic {
    fileprivate static func unneededVariable(
        _ name: String,
        _ message: String?,
        _ need: Variables.Need,
        at span: Span?
    ) -> Diagnostic {
        let command = need == .serving ? "`serve`" : "a run"
        let reason = message.map { ": \($0)" } ?? ""
        return Diagnostic(.note, .unsetVariable, "`\(name)` isn't set; \(command) needs it\(reason)", at: span)
    }

    fileprivate static func unsetVariable(_ name: String, _ message: String?, at span: Span?) -> Diagnostic {
        let reason = message.map { ": \($0)" } ?? ""
        return Diagnostic(
            .error,
            .unsetVariable,
            "`\(name)` isn't set\(reason)",
            at: span,
            hint: "set it in the environment, or in a file given with `--env-file`"
        )
    }
}
