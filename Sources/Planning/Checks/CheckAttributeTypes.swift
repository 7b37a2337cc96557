import CEL
import PipelineCore
import YAML

/// An attribute has one type, so two pipelines can't fill it with values of two.
func checkAttributeTypes(_ pipelines: [LinkedPipeline], _ findings: Findings) {
    var first: [String: (column: LinkedColumn, pipeline: String)] = [:]
    for pipeline in pipelines {
        guard let sink = pipeline.sink, sink.descriptor.columns.areCapitals else { continue }
        for column in pipeline.columns ?? [] where sink.descriptor.columns.required[column.name] == nil {
            let attribute = "\(sink.connector)/\(column.name.uppercased())"
            guard let other = first[attribute] else {
                first[attribute] = (column, pipeline.draft.name)
                continue
            }
            guard let type = column.type.family, let otherType = other.column.type.family, type != otherType else {
                continue
            }
            findings.add(.attributeTypes(column, pipeline.draft.name, other.column, other.pipeline))
        }
    }
}

extension ValueType {
    /// What services tell apart: they have one type of number. Nil for what isn't known before it runs.
    fileprivate var family: ValueType? {
        switch unwrapped {
        case .int, .uint, .double: .double
        case .dyn, .null: nil
        case let type: type
        }
    }
}

extension Diagnostic {
    fileprivate static func attributeTypes(
        _ column: LinkedColumn,
        _ pipeline: String,
        _ other: LinkedColumn,
        _ otherPipeline: String
    ) -> Diagnostic {
        Diagnostic(
            .error,
            .attributeType,
            "`\(column.name)` is \(column.type) in `\(pipeline)`, but \(other.type) in `\(otherPipeline)`",
            at: column.expression,
            hint: "give both the same type, or use two attributes",
            related: [Related(message: "\(other.type) here", span: other.expression)]
        )
    }
}
