/// A value that never prints itself: credentials, tokens.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let value: String

    /// Wraps a secret.
    package init(_ value: String) {
        self.value = value
    }

    /// The secret itself, for the one place that sends it.
    package var revealed: String { value }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { value.isEmpty }

    package var description: String { "••••" }

    package var debugDescription: String { "••••" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
