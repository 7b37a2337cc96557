import PipelineCore
import YAML

/// Reads values by the declarations of their keys: the one way in which every option of every connector is read.
struct OptionDecoder {
    let context: Context

    /// Whose options they are: decides which unset variables matter.
    let owner: Variables.Owner

    /// The names that list references may use.
    let lists: ListTable

    /// What people who know other tools write here instead of the keys.
    var mistakes: [String: Mistakes.Remedy] = [:]

    var findings: Findings { context.findings }

    /// Reads the keys of an object.
    ///
    /// - Parameters:
    ///   - node: The mapping; nil or null where there is none.
    ///   - subject: What has the keys, for messages: `zoom.webinar_attendees`.
    ///   - place: Where to report a missing key.
    func decode(_ fields: [OptionField], from node: Node?, of subject: String, place: Span?) -> Options {
        var options = Options()
        var given: Set<String> = []
        if let node, !node.isNull {
            guard let mapping = node.mapping else {
                findings.error(
                    .wrongType,
                    "`\(subject)` takes a mapping of options, but this is \(node.kind)",
                    at: node.span,
                    hint: fields.first.map { "write `\($0.name): …` below it" }
                )
                return options
            }
            let names = fields.map(\.name)
            for entry in mapping.entries where !names.contains(entry.name) {
                findings.add(.unknownKey(entry, of: subject, names, mistakes, placed: fields.place(of: entry.name)))
            }
            for entry in mapping.entries.corrected(to: names, mistakes) {
                guard let field = fields.first(where: { $0.name == entry.name }) else { continue }
                given.insert(field.name)
                if let value = value(field, entry) { options.set(field.name, to: value, at: entry.value.span) }
            }
        }
        for field in fields where !given.contains(field.name) {
            if field.isRequired, field.defaultValue == nil {
                findings.add(.missingOption(field, of: subject, at: place))
            } else if let value = field.initialValue {
                options.set(field.name, to: value)
            }
        }
        return options
    }

    private func value(_ field: OptionField, _ entry: Mapping.Entry) -> OptionValue? {
        if let reason = field.retired {
            findings.note(.retiredOption, "`\(field.name)` is no longer needed: \(reason)", at: entry.key.span)
            return nil
        }
        if entry.value.isNull {
            if field.kind.isCollection { return field.initialValue ?? field.kind.emptyValue }
            findings.error(
                .missingValue,
                "`\(field.name)` has no value",
                at: entry.key.span,
                hint: entry.commentHint ?? (field.isRequired ? "give it one" : "give it one, or remove it")
            )
            return nil
        }
        return decode(field.kind, from: entry.value, of: field)
    }

    /// Reads a value of one kind; nil when there is none, the reason being reported.
    func decode(_ kind: OptionKind, from node: Node, of field: OptionField) -> OptionValue? {
        switch kind {
        case .rates: return rates(node, field)
        case .list(let item):
            let items = node.sequence ?? [node]
            let values = items.compactMap { node in
                node.isNull ? wrongType(node, field, kind.noun) : decode(item, from: node, of: field)
            }
            return .list(values)
        case .map(let item, let keys):
            guard let mapping = node.mapping else { return wrongType(node, field, "a mapping: \(keys) → value") }
            var values: [String: OptionValue] = [:]
            for entry in mapping.entries { values[entry.name] = decode(item, from: entry.value, of: field) }
            return .map(values)
        case .object(let fields):
            guard node.mapping != nil else { return wrongType(node, field, "a mapping") }
            return .object(decode(fields, from: node, of: field.name, place: node.span))
        default:
            guard let scalar = node.scalar else { return wrongType(node, field, kind.noun) }
            let text = context.variables.resolve(scalar, owner: owner, need: field.need(as: kind))
            if text.isUnset || isForeign(text, as: kind) { return nil }
            return decode(kind, from: text, of: field)
        }
    }

    func wrongType(_ node: Node, _ field: OptionField, _ wanted: String) -> OptionValue? {
        findings.error(
            .wrongType,
            "`\(field.name)` takes \(wanted), but this is \(node.kind)",
            at: node.span,
            hint: node.placeholderHint ?? (field.kind.isCollection ? nil : node.soleText).map {
                "write `\(field.name): \($0)`"
            }
                ?? field.exampleHint
        )
        return nil
    }
}

extension [OptionField] {
    /// Where a key belongs that one of these objects has.
    func place(of name: String) -> String? {
        for owner in self {
            guard case .object(let fields) = owner.kind, fields.contains(where: { $0.name == name }) else { continue }
            return "put it under `\(owner.name)`: `\(owner.name): { \(name): … }`"
        }
        return nil
    }
}

extension OptionField {
    /// Whether an unset variable in the value matters: an optional secret is asked for by what serves webhooks only.
    fileprivate func need(as kind: OptionKind) -> Variables.Need {
        if retired != nil { return .never }
        if case .secret = kind, !isRequired { return .serving }
        return .always
    }

    /// What it is when left out: the default, for an object the defaults of its keys.
    fileprivate var initialValue: OptionValue? {
        if let defaultValue { return defaultValue }
        guard case .object(let fields) = kind else { return nil }
        var options = Options()
        for field in fields { if let value = field.initialValue { options.set(field.name, to: value) } }
        return options.names.isEmpty ? nil : .object(options)
    }

    /// How to write it.
    var exampleHint: String? {
        examples.first.map { "for example `\(name): \($0)`" }
    }
}

extension Diagnostic {
    /// A key that nothing has.
    static func unknownKey(
        _ entry: Mapping.Entry,
        of subject: String,
        _ known: [String],
        _ mistakes: [String: Mistakes.Remedy] = [:],
        placed place: String? = nil
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownKey,
            "`\(subject)` has no key `\(entry.name)`",
            at: entry.key.span,
            hint: place ?? Planning.hint(forUnknown: entry.name, among: known, are: "its keys", mistakes)
        )
    }

    fileprivate static func missingOption(_ field: OptionField, of subject: String, at span: Span?) -> Diagnostic {
        Diagnostic(
            .error,
            .missingOption,
            "`\(subject)` needs `\(field.name)`",
            at: span,
            hint: field.exampleHint ?? "\(field.name): \(field.doc)"
        )
    }
}
