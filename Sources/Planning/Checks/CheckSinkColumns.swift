import CEL
import PipelineCore
import YAML

/// A sink gets the columns that it needs, none that it refuses, each once and of a type that it knows.
func checkSinkColumns(_ pipeline: LinkedPipeline, _ findings: Findings) {
    guard let sink = pipeline.sink, pipeline.draft.isComplete else { return }
    let rules = sink.descriptor.columns
    let hasMap = pipeline.draft.stages.contains { if case .map = $0 { true } else { false } }
    guard hasMap else {
        if !rules.required.isEmpty || rules.areCapitals { findings.add(.missingMap(pipeline, sink)) }
        return
    }
    checkDuplicates(pipeline, findings)
    guard let columns = pipeline.columns else { return }
    for (name, type) in rules.required.sorted(by: { $0.key < $1.key }) {
        if let column = columns.first(where: { $0.name == name }) {
            if !column.type.fits(type) { findings.add(.requiredColumnType(column, type, sink)) }
        } else {
            findings.add(.missingColumn(name, pipeline, columns, sink))
        }
    }
    for column in columns where rules.required[column.name] == nil {
        checkAttribute(column, rules, sink, findings)
    }
}

private func checkAttribute(_ column: LinkedColumn, _ rules: ColumnRules, _ sink: LinkedSink, _ findings: Findings) {
    let capitals = column.name.uppercased()
    if let reason = rules.refused[column.name] ?? (rules.areCapitals ? rules.refused[capitals] : nil) {
        findings.add(.refusedColumn(column, reason, rules))
        return
    }
    if rules.areCapitals, column.name != capitals || !column.name.isAttributeName {
        findings.add(.notCapitals(column, capitals))
    }
    if let allowed = rules.allowed, !allowed.contains(where: column.type.fits) {
        findings.add(.columnType(column, allowed, sink))
    }
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
    /// Letters, digits and `_` alone.
    fileprivate var isAttributeName: Bool {
        !isEmpty
            && unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0))
            }
    }
}
