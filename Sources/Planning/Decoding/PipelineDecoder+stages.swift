import PipelineCore
import YAML

extension PipelineDecoder {
    /// Reads `stages`.
    func stages(_ node: Node, _ pipeline: String) -> [StageDraft] {
        if node.isNull { return [] }
        guard let items = node.sequence else {
            findings.error(
                .wrongType,
                "`stages` takes a list of stages, but this is \(node.kind)",
                at: node.span,
                hint: "begin each stage with `- `: `- filter: email != \"\"`"
            )
            return []
        }
        return items.flatMap(stage)
    }

    private func stage(_ node: Node) -> [StageDraft] {
        guard let entries = node.mapping?.entries, !entries.isEmpty else {
            findings.error(
                .wrongType,
                "a stage is `filter:` or `map:`, but this is \(node.kind)",
                at: node.span,
                hint: "write `- filter: <expression>` or `- map: {…}`"
            )
            return []
        }
        if entries.count > 1, entries.allSatisfy({ Self.stageNames.contains($0.name) }) {
            findings.error(
                .severalStages,
                "one item of `stages` is one stage",
                at: entries[1].key.span,
                hint: "begin it with `- `"
            )
        }
        for entry in entries where !Self.stageNames.contains(entry.name) { reportUnknown(entry) }
        return entries.corrected(to: Self.stageNames, Mistakes.stage).compactMap { entry in
            switch entry.name {
            case "filter": filter(entry)
            case "map": map(entry)
            default: nil
            }
        }
    }

    private static let stageNames = ["filter", "map"]

    private func reportUnknown(_ entry: Mapping.Entry) {
        findings.error(
            .unknownStage,
            "there is no stage `\(entry.name)`",
            at: entry.key.span,
            hint: hint(forUnknown: entry.name, among: Self.stageNames, are: "the stages", Mistakes.stage)
        )
    }

    private func filter(_ entry: Mapping.Entry) -> StageDraft? {
        expression(entry.value, of: "filter", key: entry.key).map(StageDraft.filter)
    }

    private func map(_ entry: Mapping.Entry) -> StageDraft? {
        if let items = entry.value.sequence, !items.isEmpty, items.allSatisfy({ $0.mapping != nil }) {
            findings.error(
                .wrongType,
                "`map` takes columns with expressions, but this is a list",
                at: entry.value.span,
                hint: "write the columns without `- `: `\(items[0].shortText ?? "email: email")`"
            )
            return .map(items.flatMap { $0.mapping?.entries ?? [] }.compactMap(column), span: entry.key.span)
        }
        guard let columns = entry.value.mapping?.entries else {
            findings.error(
                .wrongType,
                "`map` takes columns with expressions, but this is \(entry.value.kind)",
                at: entry.value.isNull ? entry.key.span : entry.value.span,
                hint: "write `email: email` below it"
            )
            return nil
        }
        return .map(columns.compactMap(column), span: entry.key.span)
    }

    private func column(_ entry: Mapping.Entry) -> ColumnDraft? {
        guard let mapping = entry.value.mapping else {
            return expression(entry.value, of: entry.name, key: entry.key).map {
                ColumnDraft(name: entry.name, span: entry.key.span, expression: $0)
            }
        }
        let decoder = OptionDecoder(context: context, owner: owner, lists: ListTable())
        let rest = Node(.mapping(Mapping(mapping.entries.filter { $0.name != "value" })), span: entry.value.span)
        let options = decoder.decode(ColumnKeys.all, from: rest, of: entry.name, place: entry.key.span)
        guard let value = mapping["value"] else {
            findings.error(
                .missingOption,
                "`\(entry.name)` needs `value`",
                at: entry.key.span,
                hint: "value: <expression>"
            )
            return nil
        }
        return expression(value, of: entry.name, key: entry.key).map {
            let write = options.string("write").flatMap(WriteMode.init) ?? .always
            return ColumnDraft(name: entry.name, span: entry.key.span, expression: $0, write: write)
        }
    }

    private func expression(_ node: Node, of name: String, key: Node) -> ResolvedText? {
        guard let scalar = node.scalar, !node.isNull else {
            findings.error(
                .wrongType,
                "`\(name)` takes an expression, but this is \(node.kind)",
                at: node.isNull ? key.span : node.span,
                hint: node.mapping == nil ? node.joinedHint : "quote it: `\"{…}\"`"
            )
            return nil
        }
        return context.variables.resolve(scalar, owner: owner)
    }
}

extension Node {
    /// Several conditions as one.
    fileprivate var joinedHint: String? {
        guard let items = sequence else { return nil }
        let texts = items.compactMap(\.scalar?.text)
        guard texts.count == items.count, !texts.isEmpty else { return nil }
        let joined = texts.map { $0.contains("||") ? "(\($0))" : $0 }.joined(separator: " && ")
        return joined.utf8.count <= 120 ? "join them with `&&`: `\(joined)`" : "join them with `&&`"
    }
}

/// The keys of a column that says more than its expression.
enum ColumnKeys {
    static let all = [
        OptionField("value", .string, "The expression.", examples: ["first_name"]),
        OptionField(
            "write",
            .choice([
                OptionKind.Choice("always", "whenever there is a newer value"),
                OptionKind.Choice("if_empty", "only where the sink has no value yet"),
            ]),
            "When the attribute is written.",
            default: .string("always")
        ),
    ]
}
