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
        let known = PipelineKeys.settings.map(\.name)
        for key in mapping.entries where !known.contains(key.name) {
            findings.add(.unknownKey(key, of: entry.name, known, Mistakes.pipeline))
        }
        let keys = Mapping(mapping.entries.corrected(to: known, Mistakes.pipeline))
        return decode(keys, of: entry, isRight: keys.names == mapping.names)
    }

    private func decode(_ mapping: Mapping, of entry: Mapping.Entry, isRight: Bool) -> PipelineDraft {
        var draft = PipelineDraft(name: entry.name, span: entry.key.span, origin: .explicit)
        let errors = findings.all.count
        decodeSettings(mapping, into: &draft)
        draft.source = end(.source, of: mapping, draft)
        draft.sink = end(.sink, of: mapping, draft)
        if let stages = mapping["stages"] { draft.stages = self.stages(stages, draft.name) }
        let isKnown = mapping.names.allSatisfy { name in PipelineKeys.settings.contains { $0.name == name } }
        draft.isComplete = isRight && isKnown && !findings.all.dropFirst(errors).contains { $0.severity == .error }
        return draft
    }

    private func decodeSettings(_ mapping: Mapping, into draft: inout PipelineDraft) {
        let fields = PipelineKeys.settings.filter { !PipelineKeys.structure.contains($0.name) }
        let own = mapping.entries.filter { entry in fields.contains { $0.name == entry.name } }
        let node = Node(.mapping(Mapping(own)), span: draft.span)
        let options = OptionDecoder(context: context, owner: owner, lists: ListTable())
            .decode(fields, from: node, of: draft.name, place: draft.span)
        draft.isEnabled = options.isEnabled
        draft.timeZone = options.string("timezone")
        draft.triggers = triggers(mapping["on"])
    }
}
