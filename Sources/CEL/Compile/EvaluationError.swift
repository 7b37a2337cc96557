/// Why an expression has no value for a record.
package struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in one sentence.
    package let message: String

    /// The part of the expression that failed, in UTF-8 offsets.
    package let range: Range<Int>

    package var description: String { message }

    /// Makes an error.
    package init(message: String, range: Range<Int>) {
        self.message = message
        self.range = range
    }
}
