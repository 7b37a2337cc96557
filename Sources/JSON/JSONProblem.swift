/// Why some bytes could not be read as JSON, in words for the person who has to act.
package struct JSONProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, without the place.
    package let message: String

    /// The first byte that can't be part of a valid document, counted from 0; the size of the input when it ends too
    /// early; `nil` when the place isn't known.
    package let offset: Int?

    /// A problem with a message that says what is wrong, and why or what may help.
    package init(_ message: String, offset: Int? = nil) {
        self.message = message
        self.offset = offset
    }

    /// The message and the place.
    package var description: String {
        guard let offset else { return message }
        return "\(message), at byte \(offset)"
    }
}
