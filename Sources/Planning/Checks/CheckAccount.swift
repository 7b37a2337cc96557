import CEL
import PipelineCore
import YAML

/// Attributes that the account has, of types that fit, with values that it knows. Lists and templates are looked up where their
/// ids are read.
func checkAccount(_ pipelines: [LinkedPipeline], _ context: Context) {
    guard let inventory = context.inventory else {
        if case .none = context.input.account { noteThatItIsUnknown(pipelines, context) }
        return
    }
    for pipeline in pipelines {
        guard let sink = pipeline.sink, sink.descriptor.columns.areCapitals else { continue }
        let rules = sink.descriptor.columns
        let names = Set((pipeline.columns ?? []).map { $0.name.uppercased() })
        for column in pipeline.columns ?? []
        where rules.required[column.name] == nil && rules.refusal(of: column.name) == nil && column.name.isAttributeName
        {
            check(column, beside: names, inventory, context)
        }
    }
}

private func check(_ column: LinkedColumn, beside mapped: Set<String>, _ inventory: Inventory, _ context: Context) {
    let findings = context.findings
    guard let type = inventory.attribute(column.name) else {
        if !context.input.createsAttributes { findings.add(.unknownAttribute(column, inventory)) }
        return
    }
    if case .fixed(let kind) = type {
        findings.add(.fixedAttribute(column, kind))
        return
    }
    guard type.accepts(column.type) else {
        findings.add(.misfit(column, type, beside: mapped, inventory))
        return
    }
    switch type {
    case .category(let labels): checkValues(of: column, type, labels.sorted { $0.key < $1.key }.map(\.value), findings)
    case .multipleChoice(let options?): checkValues(of: column, type, options.sorted(), findings)
    default: break
    }
}

/// Values that are certain to come up and that the attribute doesn't know: each would make a dead letter.
private func checkValues(of column: LinkedColumn, _ type: AttributeType, _ known: [String], _ findings: Findings) {
    for outcome in column.possibleValues {
        guard case .string(let text) = outcome.value, !text.isEmpty, !known.contains(text) else { continue }
        let shown = known.prefix(8).map { "“\($0)”" }.joined(separator: ", ") + (known.count > 8 ? ", …" : "")
        let near = known.first { $0.lowercased() == text.lowercased() } ?? closest(to: text, in: known)
        findings.error(
            .unknownValue,
            "Brevo's \(column.name) (\(type.word)) has no value “\(text)”",
            at: outcome.span,
            hint: near.map { "did you mean “\($0)”?" } ?? (known.isEmpty ? "it has none yet" : "it has \(shown)")
        )
    }
}

/// One note for all that can't be checked here.
private func noteThatItIsUnknown(_ pipelines: [LinkedPipeline], _ context: Context) {
    guard context.input.purpose == .validate,
        pipelines.contains(where: { $0.sink?.isOfAccount(context.catalog) == true })
    else { return }
    let files = context.input.documents.map(\.name).prefix(3).joined(separator: " ")
    context.findings.note(
        .noLock,
        "what the Brevo account has isn't known here, so attributes, lists and templates weren't checked",
        at: nil,
        hint:
            "`pipeline lock \(files)` writes it down for good (schemas/brevo.lock.json); `--live` asks the account now"
    )
}

extension LinkedSink {
    fileprivate func isOfAccount(_ catalog: Catalog) -> Bool { catalog.connector(connector)?.hasInventory == true }
}
