import CEL
import PipelineCore
import YAML

extension Diagnostic {
    static func missingMap(_ pipeline: LinkedPipeline, _ sink: LinkedSink) -> Diagnostic {
        let columns = sink.descriptor.columns.required.keys.sorted().map { "\($0): \($0)" }
        return Diagnostic(
            .error,
            .missingMap,
            "`\(sink.descriptor.name)` doesn't know what the fields of `\(pipeline.draft.source?.name ?? "")` mean to it",
            at: sink.span,
            hint: "add a stage: `- map: { \(columns.joined(separator: ", ")) }`"
        )
    }

    static func missingColumn(
        _ name: String,
        _ pipeline: LinkedPipeline,
        _ columns: [ColumnDraft],
        _ sink: LinkedSink
    ) -> Diagnostic {
        let near = columns.first { $0.name.uppercased() == name.uppercased() }
        return Diagnostic(
            .error,
            .missingColumn,
            "`\(sink.descriptor.name)` needs a column `\(name)`",
            at: near?.span ?? pipeline.lastMap?.span ?? pipeline.draft.span,
            hint: near == nil ? pipeline.wayToAdd(name) : "write `\(name)`"
        )
    }

    static func requiredColumnType(_ column: LinkedColumn, _ type: ValueType, _ sink: LinkedSink) -> Diagnostic {
        Diagnostic(
            .error,
            .columnType,
            "`\(sink.descriptor.name)` takes \(type) as `\(column.name)`, but this is \(column.type)",
            at: column.expression
        )
    }

    static func refusedColumn(_ column: ColumnDraft, _ reason: String, _ rules: ColumnRules) -> Diagnostic {
        let required = rules.required.keys.first { $0.uppercased() == column.name.uppercased() }
        return Diagnostic(
            .error,
            .refusedColumn,
            "`\(column.name)` can't be mapped: \(reason)",
            at: column.span,
            hint: required.map { "write `\($0)`, in small letters" }
        )
    }

    static func notCapitals(_ column: ColumnDraft) -> Diagnostic {
        let plain = String(column.name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
        return Diagnostic(
            .error,
            .attributeName,
            "`\(column.name)` is no attribute's name",
            at: column.span,
            hint: plain.contains(where: \.isLetter)
                ? "attributes are written in capitals: `\(plain)`"
                : "attributes are written in capitals, digits and `_`"
        )
    }

    static func notIdentifier(_ column: ColumnDraft) -> Diagnostic {
        Diagnostic(
            .error,
            .propertyName,
            "`\(column.name)` is no property's name",
            at: column.span,
            hint: column.name.asIdentifier.map { "names have letters, digits, `-` and `_`: `\($0)`" }
                ?? "names have letters, digits, `-` and `_`"
        )
    }

    static func columnType(_ column: LinkedColumn, _ allowed: [ValueType], _ sink: LinkedSink) -> Diagnostic {
        let types = allowed.map { "\($0)" }.joined(separator: ", ")
        return Diagnostic(
            .error,
            .columnType,
            "`\(sink.descriptor.name)` can't take \(column.type) as `\(column.name)`",
            at: column.expression,
            hint: "it takes: \(types)"
        )
    }

    static func mappedTwice(_ column: ColumnDraft, _ first: ColumnDraft) -> Diagnostic {
        Diagnostic(
            .error,
            .mappedTwice,
            "`\(column.name)` is mapped twice",
            at: column.span,
            hint: "map it once; `a != \"\" ? a : b` chooses between two values",
            related: [Related(message: "first mapped here", span: first.span)]
        )
    }
}

extension LinkedPipeline {
    /// The last map: what the sink gets.
    var lastMap: (columns: [ColumnDraft], span: Span)? {
        for case .map(let columns, let span) in draft.stages.reversed() { return (columns, span) }
        return nil
    }

    /// How a column is added to the form that the pipeline is written in.
    fileprivate func wayToAdd(_ column: String) -> String {
        switch draft.origin {
        case .explicit: "add `\(column): \(column)` to the map"
        case .compact: "add `\(column): \(column)` to `field_mapping`"
        }
    }
}
