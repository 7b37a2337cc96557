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
        return entries.compactMap { entry in
            switch entry.name {
            case "filter": filter(entry)
            case "map": map(entry)
            default: unknownStage(entry)
            }
        }
    }

    private static let stageNames = ["filter", "map"]

    private func unknownStage(_ entry: Mapping.Entry) -> StageDraft? {
        findings.error(
            .unknownStage,
            "there is no stage `\(entry.name)`",
            at: entry.key.span,
            hint: Mistakes.stage[entry.name] ?? didYouMeanOr(entry.name, Self.stageNames, are: "the stages")
        )
        return nil
    }

    private func filter(_ entry: Mapping.Entry) -> StageDraft? {
        expression(entry.value, of: "filter", key: entry.key).map(StageDraft.filter)
    }

    private func map(_ entry: Mapping.Entry) -> StageDraft? {
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
                hint: node.mapping == nil ? nil : "quote it: `\"{…}\"`"
            )
            return nil
        }
        return context.variables.resolve(scalar, owner: owner)
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
