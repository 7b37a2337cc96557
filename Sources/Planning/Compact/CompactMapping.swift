import PipelineCore
import YAML

/// The entries of `field_mapping` that count for a connector: its own, then those of the top level that it doesn't replace.
struct CompactMapping {
    private let connector: ConnectorDraft
    private let entries: [Mapping.Entry]
    private let context: Context

    /// Where pipelines made from it stand.
    let place: Span

    init(_ connector: ConnectorDraft, _ document: Document, _ context: Context) {
        self.connector = connector
        self.context = context
        let fields = Set(connector.mapping.map(\.name))
        let attributes = Set(connector.mapping.compactMap { $0.value.scalar?.text.uppercased() })
        let outer = document.mapping.filter { entry in
            let attribute = entry.value.scalar?.text.uppercased() ?? ""
            return !fields.contains(entry.name) && !attributes.contains(attribute)
        }
        entries = connector.mapping + outer
        place =
            entries.first?.key.span ?? connector.span
            ?? SourceText(name: connector.name, bytes: []).span(from: 0, to: 0)
    }

    /// Whether there is a mapping at all; if not, that is reported and nothing else.
    var isUsable: Bool { !entries.isEmpty && !entries.contains(where: isSwapped) }

    /// Reports entries whose field none of the sources has, and a missing mapping.
    func check(against sources: [String]) {
        if entries.isEmpty {
            context.findings.add(.missingMapping(connector, at: place))
            return
        }
        let schemas = sources.compactMap { schema($0) }
        guard !schemas.isEmpty else { return }
        var fields: [FieldSpec] = []
        for field in schemas.flatMap(\.fields) where !fields.contains(where: { $0.name == field.name }) {
            fields.append(field)
        }
        for entry in entries where !fields.contains(where: { $0.name == entry.name }) {
            if isSwapped(entry), let field = entry.value.scalar {
                context.findings.add(
                    .swapped(
                        field: field.text,
                        attribute: entry.name,
                        at: entry.key.span,
                        "\(field.text): \(entry.name)"
                    )
                )
                continue
            }
            context.findings.add(.fieldOfNoSource(entry, sources, fields))
        }
    }

    /// The columns that a source's records fill, and the entries that they can't.
    func columns(for source: String) -> (mapped: [ColumnDraft], omitted: [Pipeline.Omission]) {
        guard let schema = schema(source) else { return ([], []) }
        var mapped: [ColumnDraft] = []
        var omitted: [Pipeline.Omission] = []
        for entry in entries {
            guard let key = entry.key.scalar, let attribute = attribute(entry) else { continue }
            if schema[entry.name] != nil {
                let expression = ResolvedText(key)
                mapped.append(ColumnDraft(name: attribute.text, span: attribute.span, expression: expression))
            } else {
                omitted.append(Pipeline.Omission(field: entry.name, attribute: attribute.text))
            }
        }
        return (mapped, omitted)
    }

    /// Whether an entry has the attribute before the field.
    private func isSwapped(_ entry: Mapping.Entry) -> Bool {
        guard entry.name.isAttributeName, let field = entry.value.scalar?.text else { return false }
        return connector.descriptor.compact.contains { schema($0.source)?[field] != nil }
    }

    private func attribute(_ entry: Mapping.Entry) -> ResolvedText? {
        guard let scalar = entry.value.scalar, !entry.value.isNull else {
            context.findings.error(
                .wrongType,
                "`\(entry.name)` takes the attribute that it fills, but this is \(entry.value.kind)",
                at: entry.value.isNull ? entry.key.span : entry.value.span,
                hint: "write `\(entry.name): \(entry.name.uppercased())`"
            )
            return nil
        }
        let text = context.variables.resolve(scalar, owner: .connector(connector.name))
        return text.isUnset ? nil : text
    }

    private func schema(_ source: String) -> RecordSchema? {
        guard let descriptor = context.catalog.source(source) else { return nil }
        return descriptor.schema(descriptor.defaults)
    }
}

extension SourceDescriptor {
    /// The options that it has when none are given.
    var defaults: Options {
        var options = Options()
        for option in self.options { if let value = option.defaultValue { options.set(option.name, to: value) } }
        return options
    }
}

extension Diagnostic {
    fileprivate static func missingMapping(_ connector: ConnectorDraft, at span: Span) -> Diagnostic {
        Diagnostic(
            .error,
            .missingMapping,
            "`connectors.\(connector.name).sync` needs `field_mapping`",
            at: span,
            hint: "add `field_mapping: { email: email, first_name: FIRSTNAME }` at the top level"
        )
    }

    fileprivate static func fieldOfNoSource(
        _ entry: Mapping.Entry,
        _ sources: [String],
        _ fields: [FieldSpec]
    ) -> Diagnostic {
        let near = closest(to: entry.name, in: fields.map(\.name))
        let field = fields.first { $0.name == near }
        let names = sources.map { "`\($0)`" }.joined(separator: ", ")
        return Diagnostic(
            .error,
            .unknownField,
            sources.count == 1
                ? "\(names) has no field `\(entry.name)`"
                : "no source of `sync` has a field `\(entry.name)`",
            at: entry.key.span,
            hint: field.map { "did you mean `\($0.name)` (\($0.typeText))?" }
        )
    }
}
