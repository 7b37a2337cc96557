import PipelineCore
import YAML

extension PipelineDecoder {
    /// Reads `source` or `sink`: one name, with its options below it or without.
    func end(_ end: EndKey, of mapping: Mapping, _ draft: PipelineDraft) -> PipelineDraft.End? {
        let key = end.rawValue
        guard let entry = mapping.entry(key), !entry.value.isNull else {
            let written = mapping.entry(key)?.key.span
            findings.error(
                end.missing,
                "the pipeline `\(draft.name)` has no `\(key)`",
                at: written ?? draft.span,
                hint: written == nil ? "add `\(key): <name>` below it" : "write its name: `\(key): \(end.example)`"
            )
            return nil
        }
        return read(end, entry.value)
    }

    private func read(_ end: EndKey, _ node: Node) -> PipelineDraft.End? {
        if let scalar = node.scalar {
            let text = context.variables.resolve(scalar, owner: owner)
            return text.isUnset ? nil : PipelineDraft.End(name: text.text, span: text.span, options: nil)
        }
        if let items = node.sequence { return listed(end, items, node) }
        guard let entries = node.mapping?.entries, let first = entries.first else {
            findings.error(
                .wrongType,
                "`\(end.rawValue)` takes a name with its options, but this is \(node.kind)",
                at: node.span,
                hint: "write its name: `\(end.rawValue): \(end.example)`"
            )
            return nil
        }
        if !entries.contains(where: { context.has(end, $0.name) }) {
            if let meant = named(end, entries) ?? nested(end, first) { return meant }
        }
        return keyed(end, entries, first)
    }

    private func keyed(_ end: EndKey, _ entries: [Mapping.Entry], _ first: Mapping.Entry) -> PipelineDraft.End {
        let misplaced = entries.dropFirst().filter { context.isOptionOf(first.name, $0.name) }
        for extra in entries.dropFirst() {
            findings.error(
                end.several,
                "a pipeline has one \(end.rawValue), and `\(first.name)` is it",
                at: extra.key.span,
                hint: context.isOptionOf(first.name, extra.name)
                    ? "put `\(extra.name)` below `\(first.name)`, further in"
                    : "write a pipeline for each"
            )
        }
        // What was meant as options is read as such, so that it isn't reported as missing too.
        let isBeside = !misplaced.isEmpty && first.value.isNull
        let options = isBeside ? Node(.mapping(Mapping(Array(misplaced))), span: first.key.span) : first.value
        return PipelineDraft.End(name: first.name, span: first.key.span, options: options)
    }

    /// A list, which is read as its first item.
    private func listed(_ end: EndKey, _ items: [Node], _ node: Node) -> PipelineDraft.End? {
        let one = items.first?.shortText.map { items[0].mapping == nil || $0.hasPrefix("{") ? $0 : "{ \($0) }" }
        findings.error(
            .wrongType,
            "`\(end.rawValue)` takes one name with its options, but this is a list",
            at: node.span,
            hint: items.count > 1
                ? "write a pipeline for each"
                : "write it without a list: `\(end.rawValue): \(one ?? end.example)`"
        )
        return items.first.flatMap { $0.sequence == nil ? read(end, $0) : nil }
    }

    /// `type: zoom.webinar_attendees` with the options beside it, as other tools have it.
    private func named(_ end: EndKey, _ entries: [Mapping.Entry]) -> PipelineDraft.End? {
        let naming = entries.filter { Self.namingKeys.contains($0.name) && $0.value.scalar != nil && !$0.value.isNull }
        guard let key = naming.first else { return nil }
        let texts = naming.compactMap(\.value.scalar?.text)
        let joined = texts.flatMap { owner in texts.map { "\(owner).\($0)" } }
        let known = context.names(end)
        let name = (texts + joined).first(where: known.contains) ?? closest(to: texts[0], in: known) ?? texts[0]
        var options = entries.filter { entry in !naming.contains { $0.name == entry.name } }
        if options.count == 1, Self.optionKeys.contains(options[0].name), let inner = options[0].value.mapping {
            options = inner.entries
        }
        let shown = options.map { "\($0.name): \($0.value.shortText ?? "…")" }.joined(separator: ", ")
        findings.error(
            .wrongType,
            "`\(end.rawValue)` takes a name with its options below it, not `\(key.name)`",
            at: key.key.span,
            hint: "write `\(end.rawValue): { \(name): {\(shown.isEmpty ? "" : " \(shown) ")} }`"
        )
        let node = Node(.mapping(Mapping(options)), span: key.value.span)
        return PipelineDraft.End(name: name, span: key.value.span, options: node)
    }

    /// `zoom: { webinar_attendees: {…} }`: a name written as two keys.
    private func nested(_ end: EndKey, _ entry: Mapping.Entry) -> PipelineDraft.End? {
        guard context.catalog.connector(entry.name) != nil else { return nil }
        let inner = entry.value.mapping?.entries.first
        guard let part = inner?.name ?? entry.value.scalar?.text,
            let name = closest(to: "\(entry.name).\(part)", in: context.names(end), within: 2)
        else { return nil }
        let options = inner?.value.shortText ?? (inner?.value.isNull == false ? "{ … }" : "{}")
        let shown = inner?.value.mapping != nil && !options.hasPrefix("{") ? "{ \(options) }" : options
        findings.error(
            .wrongType,
            "`\(entry.name)` and `\(part)` are one name, with a point between them",
            at: entry.key.span,
            hint: "write `\(end.rawValue): { \(name): \(shown.isEmpty ? "{}" : shown) }`"
        )
        return PipelineDraft.End(name: name, span: entry.key.span, options: inner?.value)
    }

    /// The keys under which other tools have the name, or its parts.
    private static let namingKeys: Set = [
        "type", "name", "kind", "uses", "plugin", "connector", "id", "source", "sink", "resource", "object", "stream",
        "entity", "dataset", "operation", "table", "provider", "service",
    ]

    /// The keys under which other tools have the options.
    private static let optionKeys: Set = ["options", "config", "with", "params", "settings", "properties"]
}

/// The keys that say where a pipeline begins and ends.
enum EndKey: String {
    case source
    case sink

    var missing: DiagnosticCode { self == .source ? .missingSource : .missingSink }

    var several: DiagnosticCode { self == .source ? .severalSources : .severalSinks }

    /// How one is written.
    fileprivate var example: String { self == .source ? "zoom.webinar_attendees" : "brevo.contacts" }
}

extension Context {
    /// The names of all sources, or of all sinks.
    fileprivate func names(_ end: EndKey) -> [String] {
        end == .source
            ? catalog.connectors.flatMap(\.sources).map(\.name) : catalog.connectors.flatMap(\.sinks).map(\.name)
    }

    fileprivate func has(_ end: EndKey, _ name: String) -> Bool { names(end).contains(name) }

    /// Whether a source or sink has an option of this name: it was probably meant as one.
    fileprivate func isOptionOf(_ end: String, _ name: String) -> Bool {
        let options = catalog.source(end)?.options ?? catalog.sink(end)?.options ?? []
        return options.contains { $0.name == name }
    }
}
