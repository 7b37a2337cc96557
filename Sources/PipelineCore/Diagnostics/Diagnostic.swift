package import YAML

/// A finding about a configuration, with the place it stands at.
package struct Diagnostic: Sendable, Hashable {
    /// How much it matters.
    package let severity: Severity

    /// What kind it is.
    package let code: DiagnosticCode

    /// What is wrong, in one line; names in backquotes.
    package let message: String

    /// Where it stands; nil only for what concerns no place in a file.
    package let span: Span?

    /// What to do, shown under the caret.
    package let hint: String?

    /// Other places that belong to it: the first definition.
    package let related: [Related]

    /// How much a diagnostic matters.
    package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        /// Good to know; never changes the exit status.
        case note

        /// Probably a mistake; an error under `--strict`.
        case warning

        /// The file can't be used.
        case error

        package static func < (left: Severity, right: Severity) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// Another place, and what is there.
    package struct Related: Sendable, Hashable {
        /// What is there: `first defined here`.
        package let message: String

        /// Where.
        package let span: Span

        /// Makes a related place.
        package init(message: String, span: Span) {
            self.message = message
            self.span = span
        }
    }

    /// Makes a diagnostic.
    package init(
        _ severity: Severity,
        _ code: DiagnosticCode,
        _ message: String,
        at span: Span?,
        hint: String? = nil,
        related: [Related] = []
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.span = span
        self.hint = hint
        self.related = related
    }
}
