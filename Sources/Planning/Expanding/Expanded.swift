import PipelineCore
import YAML

/// A configuration as explicit pipelines: YAML that loads into the same graph, with a word on where each part comes from.
///
/// References such as `${VAR}` stay as they are in the files, and a secret that stands in a file becomes a reference.
/// - Returns: Nothing for a configuration with errors.
package func expanded(_ loading: Loading) -> String {
    guard loading.graph != nil else { return "" }
    let expansion = Expansion(loading: loading)
    return YAMLWriter.write(.mapping(expansion.entries))
}

/// The parts of an expanded configuration.
private struct Expansion {
    let loading: Loading

    var entries: [OutputNode.Entry] {
        var entries: [OutputNode.Entry] = []
        if let zone = loading.composition[.timeZone] { entries.append(.init("timezone", OutputNode(zone))) }
        let connectors = connectorEntries
        if !connectors.isEmpty { entries.append(.init("connectors", .mapping(connectors))) }
        let lists = loading.composition.entries(.lists).map { OutputNode.Entry($0.name, OutputNode($0.value)) }
        if !lists.isEmpty { entries.append(.init("lists", .mapping(lists))) }
        var pipelines = compactEntries + explicitEntries
        for index in pipelines.indices { pipelines[index].remarks.blankLineBefore = index > 0 }
        if !pipelines.isEmpty { entries.append(.init("pipelines", .mapping(pipelines))) }
        for index in entries.indices.dropFirst() { entries[index].remarks.blankLineBefore = true }
        return entries
    }

    // MARK: Connectors

    private var connectorEntries: [OutputNode.Entry] {
        let written = loading.composition.entries(.connectors).compactMap { entry -> OutputNode.Entry? in
            guard let draft = loading.connectors.first(where: { $0.name == entry.name }) else { return nil }
            return OutputNode.Entry(entry.name, .mapping(options(entry, of: draft)))
        }
        let implied = loading.connectors.compactMap { draft -> OutputNode.Entry? in
            guard draft.span == nil, let credential = draft.descriptor.soleCredential else { return nil }
            let value = OutputNode.string("${\(draft.descriptor.variable(credential))}")
            let remarks = OutputNode.Remarks(above: ["taken from the environment"])
            return OutputNode.Entry(draft.name, .mapping([.init(credential.name, value)]), remarks: remarks)
        }
        return written + implied
    }

    /// A connector's keys as they are written, without what the pipelines below say in full.
    private func options(_ entry: Mapping.Entry, of draft: ConnectorDraft) -> [OutputNode.Entry] {
        let isCompact = !draft.descriptor.compact.isEmpty
        return (entry.value.mapping?.entries ?? []).compactMap { option in
            if isCompact, option.name == "sync" || option.name == "field_mapping" { return nil }
            if isCompact, option.name == "lists" { return lists(option) }
            if draft.descriptor.notices.contains(where: { $0.settings == option.name }) { return nil }
            let field = draft.descriptor.options.first { $0.name == option.name }
            return OutputNode.Entry(
                option.name,
                OutputNode(option.value, hidingSecretsOf: field, variable: "\(draft.name)_\(option.name)".uppercased())
            )
        }
    }

    /// The lists that some pipeline fills.
    private func lists(_ entry: Mapping.Entry) -> OutputNode.Entry? {
        let used = loading.drafts.compactMap { $0.sink?.options }.reduce(into: Set<String>()) { $0.formUnion($1.texts) }
        let kept = (entry.value.mapping?.entries ?? []).filter { used.contains($0.name) }
        guard !kept.isEmpty else { return nil }
        return OutputNode.Entry(entry.name, .mapping(kept.map { .init($0.name, OutputNode($0.value)) }))
    }

    // MARK: Pipelines

    private var compactEntries: [OutputNode.Entry] {
        loading.drafts.compactMap { draft in
            guard case .compact(let connector, let sync) = draft.origin else { return nil }
            var remarks = OutputNode.Remarks()
            let place = "\(draft.span.source.name):\(draft.span.start.line)"
            remarks.above.append("from `connectors.\(connector).sync.\(sync)` (\(place))")
            if !draft.omitted.isEmpty {
                let names = draft.omitted.map { "\($0.field) → \($0.attribute)" }.joined(separator: ", ")
                remarks.above.append("left out, as \(draft.source?.name ?? "the source") has no such field: \(names)")
            }
            return OutputNode.Entry(draft.name, .mapping(pipeline(draft)), remarks: remarks)
        }
    }

    private func pipeline(_ draft: PipelineDraft) -> [OutputNode.Entry] {
        var entries: [OutputNode.Entry] = []
        if !draft.isEnabled { entries.append(.init("enabled", .bool(false))) }
        entries.append(.init("on", .mapping(triggers(draft.triggers))))
        entries.append(.init("source", end(draft.source)))
        entries.append(.init("stages", .list(draft.stages.map(stage))))
        entries.append(.init("sink", end(draft.sink)))
        return entries
    }

    private func triggers(_ triggers: Triggers) -> [OutputNode.Entry] {
        var entries: [OutputNode.Entry] = []
        switch triggers.webhooks.count {
        case 0: break
        case 1: entries.append(.init("webhook", .string(triggers.webhooks[0])))
        default: entries.append(.init("webhook", .list(triggers.webhooks.map(OutputNode.string))))
        }
        if let every = triggers.every { entries.append(.init("every", .string(durationText(every)))) }
        return entries
    }

    private func end(_ end: PipelineDraft.End?) -> OutputNode {
        guard let end else { return .null }
        return .mapping([.init(end.name, end.options.map { OutputNode($0) } ?? .mapping([]))])
    }

    private func stage(_ stage: StageDraft) -> OutputNode {
        switch stage {
        case .filter(let text): .mapping([.init("filter", .string(text.scalar.text))])
        case .map(let columns, _):
            .mapping([.init("map", .mapping(columns.map { .init($0.name, .string($0.expression.scalar.text)) }))])
        }
    }

    private var explicitEntries: [OutputNode.Entry] {
        loading.composition.entries(.pipelines).map { entry in
            let place = "\(entry.key.span.source.name):\(entry.key.span.start.line)"
            let remarks = OutputNode.Remarks(above: ["as in \(place)"])
            return OutputNode.Entry(entry.name, OutputNode(entry.value), remarks: remarks)
        }
    }
}
