/// Something about an expression that its author should know, found before it runs.
package struct Finding: Error, Sendable, Hashable {
    /// What kinds there are.
    package enum Code: String, Sendable, Hashable, CaseIterable {
        /// `=` where a comparison is meant.
        case assignment

        /// A condition that never changes.
        case constantCondition = "constant-condition"

        /// A part that fails whatever the record.
        case constantError = "constant-error"

        /// Nested deeper than the limit.
        case expressionTooDeep = "expression-too-deep"

        /// Longer than the limit.
        case expressionTooLong = "expression-too-long"

        /// A comparison that never holds.
        case impossibleComparison = "impossible-comparison"

        /// A character that the language doesn't have.
        case invalidCharacter = "invalid-character"

        /// A backslash with something that it can't stand before.
        case invalidEscape = "invalid-escape"

        /// A function or operator on values that it doesn't take.
        case noOverload = "no-overload"

        /// A member that a value doesn't have.
        case noSuchField = "no-such-field"

        /// A field that is called.
        case notAFunction = "not-a-function"

        /// A number that no type holds.
        case numberOutOfRange = "number-out-of-range"

        /// A word that the language keeps for itself.
        case reservedWord = "reserved-word"

        /// A typographic quotation mark.
        case smartQuote = "smart-quote"

        /// Not an expression.
        case syntax

        /// A value of another type than is needed.
        case typeMismatch = "type-mismatch"

        /// A value that may be null where null fails.
        case unguardedNull = "unguarded-null"

        /// A function that doesn't exist.
        case unknownFunction = "unknown-function"

        /// A name that nothing has.
        case unknownName = "unknown-name"

        /// An operator of another language.
        case unknownOperator = "unknown-operator"

        /// A text without a closing quote.
        case unterminatedString = "unterminated-string"
    }

    /// How much it matters.
    package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
        /// The expression works, but hardly as meant.
        case warning

        /// The expression can't be used.
        case error

        package static func < (left: Severity, right: Severity) -> Bool { left == .warning && right == .error }
    }

    /// What kind it is.
    package let code: Code

    /// What is wrong, in one sentence without a full stop.
    package let message: String

    /// Where, in UTF-8 offsets of the expression.
    package let range: Range<Int>

    /// What to write instead.
    package let hint: String?

    /// How much it matters.
    package let severity: Severity

    /// Makes a finding.
    package init(code: Code, message: String, range: Range<Int>, hint: String? = nil, severity: Severity = .error) {
        self.code = code
        self.message = message
        self.range = range
        self.hint = hint
        self.severity = severity
    }
}
