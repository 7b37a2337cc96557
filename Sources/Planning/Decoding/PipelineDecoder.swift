import PipelineCore
import YAML

/// Reads an entry of `pipelines`.
struct PipelineDecoder {
    let context: Context

    /// The pipeline's name.
    let name: String

    /// Whose variables they are.
    var owner: Variables.Owner { .pipeline(name) }

    var findings: Findings { context.findings }

    /// Reads one pipeline; nil when it isn't a mapping.
    func decode(_ entry: Mapping.Entry) -> PipelineDraft? {
        checkPipelineName(entry.name, at: entry.key.span, findings)
        guard let mapping = entry.value.mapping else {
            findings.error(
                .wrongType,
                "the pipeline `\(entry.name)` takes a mapping, but this is \(entry.value.kind)",
                at: entry.value.isNull ? entry.key.span : entry.value.span,
                hint: "write `source`, `stages` and `sink` below it"
            )
            return nil
        }
        var draft = PipelineDraft(name: entry.name, span: entry.key.span, origin: .explicit)
        let errors = findings.all.count
        decodeSettings(mapping, into: &draft)
        draft.source = end(.source, of: mapping, draft)
        draft.sink = end(.sink, of: mapping, draft)
        if let stages = mapping["stages"] { draft.stages = self.stages(stages, draft.name) }
        draft.isComplete = !findings.all.dropFirst(errors).contains { $0.severity == .error }
        return draft
    }

    private func decodeSettings(_ mapping: Mapping, into draft: inout PipelineDraft) {
        let own = mapping.entries.filter { !PipelineKeys.structure.contains($0.name) }
        var decoder = OptionDecoder(context: context, owner: owner, lists: ListTable())
        decoder.mistakes = Mistakes.pipeline
        let node = Node(.mapping(Mapping(own)), span: draft.span)
        // Structure keys are among the fields so that they are suggested; no entry has them here.
        let options = decoder.decode(PipelineKeys.settings, from: node, of: draft.name, place: draft.span)
        draft.isEnabled = options.isEnabled
        draft.timeZone = options.string("timezone")
        draft.triggers = triggers(mapping["on"])
    }

    private func triggers(_ node: Node?) -> Triggers {
        guard let node, !node.isNull else { return Triggers() }
        var decoder = OptionDecoder(context: context, owner: owner, lists: ListTable())
        decoder.mistakes = Mistakes.triggers
        let options = decoder.decode(PipelineKeys.triggers, from: node, of: "on", place: node.span)
        var triggers = Triggers(
            webhooks: options.strings("webhook"),
            every: options.seconds("every"),
            delay: options.seconds("delay")
        )
        if let text = options.string("schedule"), let scalar = node.mapping?["schedule"]?.scalar {
            triggers.schedule = schedule(text, scalar)
        }
        for item in node.mapping?["webhook"].map({ $0.sequence ?? [$0] }) ?? [] {
            if let scalar = item.scalar { checkWebhook(context.variables.resolve(scalar, need: .never)) }
        }
        if triggers.delay != nil, triggers.webhooks.isEmpty, let span = options.span("delay") {
            findings.warning(.idleDelay, "`delay` waits after a webhook, and there is none", at: span)
        }
        return triggers
    }

    /// Services have more events than are known here, so only what looks like a slip is reported.
    private func checkWebhook(_ text: ResolvedText) {
        let known = context.catalog.connectors.flatMap(\.compact).flatMap(\.webhooks)
        guard !text.isUnset, !known.contains(text.text), let near = closest(to: text.text, in: known, within: 2)
        else { return }
        findings.warning(
            .unknownWebhook,
            "`\(text.text)` isn't an event that is known here",
            at: text.span,
            hint: "did you mean `\(near)`?"
        )
    }

    private func schedule(_ text: String, _ scalar: Scalar) -> Schedule? {
        do throws(Schedule.Malformed) {
            return try Schedule(text)
        } catch {
            let span = text == scalar.text ? scalar.span(of: error.range) : scalar.span
            findings.error(
                .malformedSchedule,
                error.message,
                at: span,
                hint: "every quarter of an hour: `*/15 * * * *`; every day at six: `0 6 * * *`"
            )
            return nil
        }
    }

    /// Reads `source` or `sink`: one name, with its options below it or without.
    private func end(_ end: EndKey, of mapping: Mapping, _ draft: PipelineDraft) -> PipelineDraft.End? {
        let key = end.rawValue
        guard let entry = mapping.entry(key), !entry.value.isNull else {
            findings.error(
                end.missing,
                "the pipeline `\(draft.name)` has no `\(key)`",
                at: draft.span,
                hint: "add `\(key): <name>` below it"
            )
            return nil
        }
        if let scalar = entry.value.scalar {
            let text = context.variables.resolve(scalar, owner: owner)
            return text.isUnset ? nil : PipelineDraft.End(name: text.text, span: text.span, options: nil)
        }
        guard let entries = entry.value.mapping?.entries, let first = entries.first else {
            findings.error(
                .wrongType,
                "`\(key)` takes a name with its options, but this is \(entry.value.kind)",
                at: entry.value.span
            )
            return nil
        }
        let misplaced = entries.dropFirst().filter { context.isOptionOf(first.name, $0.name) }
        for extra in entries.dropFirst() {
            findings.error(
                end.several,
                "a pipeline has one \(key), and `\(first.name)` is it",
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
}

/// The keys that say where a pipeline begins and ends.
private enum EndKey: String {
    case source
    case sink

    var missing: DiagnosticCode { self == .source ? .missingSource : .missingSink }

    var several: DiagnosticCode { self == .source ? .severalSources : .severalSinks }
}

extension Context {
    /// Whether a source or sink has an option of this name: it was probably meant as one.
    fileprivate func isOptionOf(_ end: String, _ name: String) -> Bool {
        let options = catalog.source(end)?.options ?? catalog.sink(end)?.options ?? []
        return options.contains { $0.name == name }
    }
}
