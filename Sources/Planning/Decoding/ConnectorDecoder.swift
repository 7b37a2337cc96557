import PipelineCore
import YAML

/// Reads an entry of `connectors`.
struct ConnectorDecoder {
    let context: Context

    /// The lists of the top level.
    let lists: ListTable

    /// Reads the connectors; those that don't exist are reported.
    func decode(_ entries: [Mapping.Entry]) -> [ConnectorDraft] {
        for entry in entries where context.catalog.connector(entry.name) == nil {
            context.findings.add(.unknownConnector(entry, context.catalog))
        }
        return entries.corrected(to: context.catalog.connectors.map(\.name)).compactMap { entry in
            context.catalog.connector(entry.name).map { decode(entry, $0) }
        }
    }

    private func decode(_ entry: Mapping.Entry, _ descriptor: ConnectorDescriptor) -> ConnectorDraft {
        var draft = ConnectorDraft(descriptor: descriptor, span: entry.key.span)
        let owner = Variables.Owner.connector(entry.name)
        let subject = "connectors.\(entry.name)"
        let known = ConnectorKeys.names(descriptor)
        let written = entry.value.mapping?.entries ?? []
        for entry in written where !known.contains(entry.name) {
            let place = descriptor.options.place(of: entry.name) ?? otherOwner(of: entry.name, than: descriptor)
            context.findings.add(.unknownKey(entry, of: subject, known, Mistakes.connector, placed: place))
        }
        let entries = written.corrected(to: known, Mistakes.connector)
        let isCompact = !descriptor.compact.isEmpty
        if isCompact {
            for part in entries { decode(part, into: &draft, subject, owner) }
        }

        var decoder = OptionDecoder(context: context, owner: owner, lists: lists.shadowed(by: draft.lists))
        decoder.mistakes = Mistakes.connector
        let rest = entries.filter { entry in
            known.contains(entry.name) && !(isCompact && ConnectorKeys.compact.contains(entry.name))
        }
        let isMapping = entry.value.mapping != nil
        let node = isMapping ? Node(.mapping(Mapping(rest)), span: entry.value.span) : entry.value
        let credential = descriptor.soleCredential.flatMap { field in
            rest.contains { $0.name == field.name } ? nil : field
        }
        let fields = ConnectorKeys.plainOptions(descriptor).filter { $0.name != credential?.name }
        let errors = context.findings.all.count
        draft.options = decoder.decode(fields, from: node, of: subject, place: entry.key.span)
        if let credential { draft.take(credential, from: context, at: entry.key.span) }
        draft.isSound = !context.findings.all.dropFirst(errors).contains { $0.severity == .error }
        for notice in descriptor.notices {
            draft.notices[notice.settings] = entries.first { $0.name == notice.settings }?.value.mapping
        }
        draft.isEnabled = draft.options.isEnabled
        return draft
    }

    /// Where a key belongs that another connector has.
    private func otherOwner(of name: String, than descriptor: ConnectorDescriptor) -> String? {
        let others = context.catalog.connectors.filter { $0.name != descriptor.name }
        let owner = others.first { $0.options.contains { $0.name == name } }
        return owner.map { "it belongs under `connectors.\($0.name)`" }
    }

    private func decode(
        _ part: Mapping.Entry,
        into draft: inout ConnectorDraft,
        _ subject: String,
        _ owner: Variables.Owner
    ) {
        guard ConnectorKeys.compact.contains(part.name), !part.value.isNull else { return }
        guard let mapping = part.value.mapping else {
            let names = part.value.sequence?.compactMap(\.scalar?.text) ?? []
            let keys = names.map { part.name == "sync" ? "\($0): true" : "\($0): …" }.joined(separator: ", ")
            context.findings.error(
                .wrongType,
                "`\(subject).\(part.name)` takes a mapping, but this is \(part.value.kind)",
                at: part.value.span,
                hint: keys.isEmpty ? nil : "write `\(part.name): { \(keys) }`"
            )
            // What can't be read is taken as said, so that nothing is reported as forgotten.
            for field in part.name == "sync" ? ConnectorKeys.syncFields(draft.descriptor) : [] {
                draft.sync[field.name] = .init(isOn: false, span: part.key.span)
            }
            return
        }
        switch part.name {
        case "sync": draft.sync = sync(part, draft.descriptor, "\(subject).sync", owner)
        case "lists": draft.lists = lists(mapping, draft.descriptor)
        default: draft.mapping = mapping.entries
        }
    }

    private func sync(
        _ part: Mapping.Entry,
        _ descriptor: ConnectorDescriptor,
        _ subject: String,
        _ owner: Variables.Owner
    ) -> [String: ConnectorDraft.Switch] {
        let decoder = OptionDecoder(context: context, owner: owner, lists: lists)
        let fields = ConnectorKeys.syncFields(descriptor)
        let options = decoder.decode(fields, from: part.value, of: subject, place: part.key.span)
        var switches: [String: ConnectorDraft.Switch] = [:]
        for entry in (part.value.mapping?.entries ?? []).corrected(to: fields.map(\.name)) {
            // One that can't be read is there all the same.
            switches[entry.name] = .init(isOn: options.bool(entry.name), span: entry.key.span)
        }
        return switches
    }

    private func lists(_ mapping: Mapping, _ descriptor: ConnectorDescriptor) -> ListTable {
        let known = ConnectorKeys.listNames(descriptor)
        for entry in mapping.entries where !known.contains(entry.name) {
            context.findings.add(.unknownListKey(entry, of: "connectors.\(descriptor.name).lists", known))
        }
        let entries = mapping.entries.corrected(to: known).filter { known.contains($0.name) }
        return ListTable.read(entries, outer: lists, context)
    }
}

extension ConnectorDraft {
    /// Takes the one credential that the file leaves out from the environment.
    mutating func take(_ credential: OptionField, from context: Context, at span: Span?) {
        let variable = descriptor.variable(credential)
        if let value = context.variables.value(variable) {
            options.set(credential.name, to: .secret(Secret(value)))
        } else {
            context.variables.miss(variable, owner: .connector(name), at: span)
        }
    }
}

extension Diagnostic {
    fileprivate static func unknownConnector(_ entry: Mapping.Entry, _ catalog: Catalog) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownConnector,
            "there is no connector `\(entry.name)`",
            at: entry.key.span,
            hint: didYouMeanOr(entry.name, catalog.connectors.map(\.name), are: "the connectors")
        )
    }

    /// A key of `lists` that fills nothing.
    static func unknownListKey(_ entry: Mapping.Entry, of subject: String, _ known: [String]) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownKey,
            "`\(subject)` has no key `\(entry.name)`",
            at: entry.key.span,
            hint: didYouMean(entry.name, known)
                ?? "lists for pipelines of your own go to `lists` at the top level"
        )
    }
}
