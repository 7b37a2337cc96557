package import PipelineCore
import YAML

/// A finding as data, for JSON: what `--json` and other formats are made from.
package struct DiagnosticRecord: Sendable, Hashable, Encodable {
    /// `error`, `warning` or `note`.
    package let severity: String

    /// Stable, kebab-case.
    package let code: String

    /// What is wrong.
    package let message: String

    /// What to do.
    package let hint: String?

    /// Where; nil for what concerns no place in a file.
    package let place: Place?

    /// Other places that belong to it.
    package let related: [Related]

    /// A stretch of a file: lines and columns from 1, columns in Unicode scalars; the end isn't part of it.
    package struct Place: Sendable, Hashable, Encodable {
        /// The file as it was given.
        package let file: String

        /// The line that it begins on.
        package let line: Int

        /// The column that it begins at.
        package let column: Int

        /// The line that it ends on.
        package let endLine: Int

        /// The column behind its last character.
        package let endColumn: Int

        init(_ span: Span) {
            file = span.source.name
            line = span.start.line
            column = span.start.column
            endLine = span.end.line
            endColumn = span.end.column
        }
    }

    /// Another place, and what is there.
    package struct Related: Sendable, Hashable, Encodable {
        /// What is there.
        package let message: String

        /// Where.
        package let place: Place
    }

    /// The data of a finding.
    package init(_ diagnostic: Diagnostic) {
        severity = diagnostic.severity.rawValue
        code = diagnostic.code.rawValue
        message = diagnostic.message
        hint = diagnostic.hint
        place = diagnostic.span.map(Place.init)
        related = diagnostic.related.map { Related(message: $0.message, place: Place($0.span)) }
    }
}
