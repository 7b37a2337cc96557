package import PipelineCore

/// A record that couldn't be delivered, on its way to the state.
package struct DeadLetterDraft: Sendable, Hashable {
    /// The entity's key, when it is known.
    package let key: String?

    /// Stable, kebab-case: what kind of trouble.
    package let code: String

    /// What is wrong, for a person; without full emails.
    package let reason: String

    /// Where the record came from, for people.
    package let origin: String

    /// The record as it was read: field by field, as expressions write values. Empty when only the entry is known.
    package let record: [DeadLetterField]

    /// The entry, when one could be made: what a replay delivers.
    package let entry: Entry?

    /// Makes a draft.
    package init(
        key: String?,
        code: String,
        reason: String,
        origin: String,
        record: [DeadLetterField] = [],
        entry: Entry? = nil
    ) {
        self.key = key
        self.code = code
        self.reason = reason
        self.origin = origin
        self.record = record
        self.entry = entry
    }
}

/// A field of a record that couldn't be delivered.
package struct DeadLetterField: Sendable, Hashable, Codable {
    /// The field's name.
    package let name: String

    /// The value as an expression writes it: `"text"`, `12`.
    package let value: String

    /// Makes a field.
    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
