/// A part of a source that is read alone, as a webhook names it: one meeting's instance, one webinar, one event.
package struct Focus: Sendable, Hashable {
    /// Identifies it, over events that name the same: `meeting/4444AAAiAAAAAiAiAiiAii==`.
    package let id: String

    /// What is known of it, so that it needn't be looked for.
    package var details: [String: String]

    /// Makes a focus.
    package init(id: String, details: [String: String] = [:]) {
        self.id = id
        self.details = details
    }
}
