/// Something about an expression that its author should know, found before it runs.
package struct Finding: Error, Sendable, Hashable {
    /// How much it matters.
    package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        /// The expression works, but hardly as meant.
        case warning

        /// The expression can't be used.
        case error

        package static func < (left: Severity, right: Severity) -> Bool { left == .warning && right == .error }
    }

    /// What kind it is; stable, in kebab case: `unknown-name`.
    package let code: String

    /// What is wrong, in one sentence without a full stop.
    package let message: String

    /// Where, in UTF-8 offsets of the expression.
    package let range: Range<Int>

    /// What to write instead.
    package let hint: String?

    /// How much it matters.
    package let severity: Severity

    /// Makes a finding.
    package init(code: String, message: String, range: Range<Int>, hint: String? = nil, severity: Severity = .error) {
        self.code = code
        self.message = message
        self.range = range
        self.hint = hint
        self.severity = severity
    }
}
