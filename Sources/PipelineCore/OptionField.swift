/// One key that a connector, a source, a sink or the document itself takes, declared once: it drives parsing, defaults,
/// checks, the JSON Schema and the reference pages.
package struct OptionField: Sendable {
    /// The key.
    package let name: String

    /// What its value may be.
    package let kind: OptionKind

    /// Whether leaving it out is an error.
    package let isRequired: Bool

    /// The value it has when left out.
    package let defaultValue: OptionValue?

    /// One line, or more, that say what it does.
    package let doc: String

    /// Values to show in completion and in the reference, as written in YAML.
    package let examples: [String]

    /// Why it is no longer needed, when it isn't: shown as a note where it is used.
    package let retired: String?

    /// Whether it decides what a connector's sources read at all: changing it reads anew.
    package let narrows: Bool

    /// Declares a key.
    package init(
        _ name: String,
        _ kind: OptionKind,
        _ doc: String,
        isRequired: Bool = false,
        default defaultValue: OptionValue? = nil,
        examples: [String] = [],
        retired: String? = nil,
        narrows: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.defaultValue = defaultValue
        self.doc = doc
        self.examples = examples
        self.retired = retired
        self.narrows = narrows
    }
}

/// What the value of a key may be.
package indirect enum OptionKind: Sendable {
    /// Any text.
    case string

    /// A name made of letters, digits, `-` and `_`, 255 at most.
    case identifier

    /// Text that never prints itself; may be unset while only validating.
    case secret

    /// `true` or `false`.
    case bool

    /// A whole number within bounds.
    case int(ClosedRange<Int>)

    /// A number within bounds.
    case double(ClosedRange<Double>)

    /// `30d`, `12h`, `90m`, `45s`, within bounds given in seconds.
    case duration(ClosedRange<Int>)

    /// An absolute address: https, or http to this machine alone.
    case url

    /// An IANA time zone: `Asia/Tokyo`.
    case timeZone

    /// One of some words.
    case choice([Choice])

    /// A rate, or several: `40/s`, `[20/s, 60000/day]`.
    case rates

    /// A list id, the name of an entry of `lists`, or the list's name where the account is known.
    case listReference

    /// A CEL expression over these fields, with a result of this type.
    case expression(RecordSchema, result: ValueType)

    /// A sequence, or a single item standing for a sequence of one.
    case list(OptionKind)

    /// Free keys with values of one kind; the text says what the keys are.
    case map(OptionKind, keys: String)

    /// Fixed keys.
    case object([OptionField])

    /// A word and what it means.
    package struct Choice: Sendable, Hashable {
        /// The word.
        package let name: String

        /// What it means, in one line.
        package let doc: String

        /// Declares a word.
        package init(_ name: String, _ doc: String) {
            self.name = name
            self.doc = doc
        }
    }
}
