import JSON
import PipelineCore
import YAML

/// A finding for programs.
enum DiagnosticJSON {
    static func value(_ diagnostic: Diagnostic) -> JSONValue {
        .object(
            JSONObject([
                ("severity", .string(diagnostic.severity.rawValue)), ("code", .string(diagnostic.code.rawValue)),
                ("message", .string(diagnostic.message)), ("hint", diagnostic.hint.map { .string($0) } ?? .null),
                ("place", diagnostic.span.map(place) ?? .null),
                (
                    "related",
                    .array(
                        diagnostic.related.map {
                            .object(JSONObject([("message", .string($0.message)), ("place", place($0.span))]))
                        }
                    )
                ),
            ])
        )
    }

    /// Lines and columns count from 1, columns in Unicode scalars; the end is exclusive.
    private static func place(_ span: Span) -> JSONValue {
        .object(
            JSONObject([
                ("file", .string(span.source.name)), ("line", .int(span.start.line)),
                ("column", .int(span.start.column)),
                ("endLine", .int(span.end.line)), ("endColumn", .int(span.end.column)),
            ])
        )
    }
}
