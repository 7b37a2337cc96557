import CEL
import PipelineCore
import YAML

/// A sink gets the columns that it needs, none that it refuses, each once and of a type that it knows.
func checkSinkColumns(_ pipeline: LinkedPipeline, _ findings: Findings) {
    guard let sink = pipeline.sink else { return }
    let rules = sink.descriptor.columns
    guard let drafts = pipeline.lastMap?.columns else {
        guard pipeline.draft.isComplete else { return }
        if !rules.required.isEmpty || rules.areCapitals || rules.areIdentifiers {
            findings.add(.missingMap(pipeline, sink))
        }
        return
    }
    if rules.areCapitals { checkDuplicates(pipeline, findings) }
    let isCompact = pipeline.draft.origin != .explicit
    // Of a map that couldn't be read in full nobody knows what is missing.
    let areAllKnown = pipeline.draft.isComplete || isCompact && !drafts.isEmpty
    for name in rules.required.keys.sorted() where areAllKnown && !drafts.contains(where: { $0.name == name }) {
        // One that is refused for its capitals is told so.
        if drafts.contains(where: { $0.name.uppercased() == name.uppercased() && rules.refusal(of: $0.name) != nil }) {
            continue
        }
        findings.add(.missingColumn(name, pipeline, drafts, sink))
    }
    for column in drafts where rules.required[column.name] == nil && !isReported(column, in: pipeline) {
        checkName(column, rules, findings)
    }
    for column in pipeline.columns ?? [] { checkType(column, rules, sink, findings) }
}

private func checkName(_ column: ColumnDraft, _ rules: ColumnRules, _ findings: Findings) {
    if let reason = rules.refusal(of: column.name) {
        findings.add(.refusedColumn(column, reason, rules))
        return
    }
    if rules.areCapitals, !column.name.isAttributeName { findings.add(.notCapitals(column)) }
    if rules.areIdentifiers, !column.name.isIdentifier { findings.add(.notIdentifier(column)) }
}

private func checkType(_ column: LinkedColumn, _ rules: ColumnRules, _ sink: LinkedSink, _ findings: Findings) {
    if let type = rules.required[column.name] {
        if !column.type.fits(type) { findings.add(.requiredColumnType(column, type, sink)) }
    } else if rules.refusal(of: column.name) == nil, let allowed = rules.allowed,
        !allowed.contains(where: column.type.fits)
    {
        findings.add(.columnType(column, allowed, sink))
    }
}

/// Whether something else is wrong with the column's name: it is mapped twice, or stands in the place of its field.
private func isReported(_ column: ColumnDraft, in pipeline: LinkedPipeline) -> Bool {
    let name = column.name.uppercased()
    let first = pipeline.lastMap?.columns.first { $0.name.uppercased() == name }
    return first?.span != column.span || pipeline.source.map { column.isSwapped(in: $0.scope) } == true
}

/// An attribute is mapped once: services don't tell `Firstname` from `FIRSTNAME`.
private func checkDuplicates(_ pipeline: LinkedPipeline, _ findings: Findings) {
    for case .map(let columns, _) in pipeline.draft.stages {
        var first: [String: ColumnDraft] = [:]
        for column in columns {
            if let other = first[column.name.uppercased()] {
                findings.add(.mappedTwice(column, other))
            } else {
                first[column.name.uppercased()] = column
            }
        }
    }
}

extension ColumnRules {
    /// Why a column of this name is refused; nil when it isn't.
    func refusal(of name: String) -> String? {
        refused[name] ?? (areCapitals && !name.isAttributeName ? refused[name.uppercased()] : nil)
    }
}

extension ValueType {
    /// Whether values of this type can be given where `wanted` is wanted; null sets nothing and fits everywhere.
    func fits(_ wanted: ValueType) -> Bool {
        switch (unwrapped, wanted.unwrapped) {
        case (.dyn, _), (_, .dyn), (.null, _): true
        case (.list(let item), .list(let wantedItem)): item.fits(wantedItem)
        case (.map(let key, let value), .map(let wantedKey, let wantedValue)):
            key.fits(wantedKey) && value.fits(wantedValue)
        case (let type, let wanted): type == wanted
        }
    }
}

extension String {
    /// Capitals, digits and `_` alone.
    var isAttributeName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
