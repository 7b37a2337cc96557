/// A tree to be printed as YAML.
package indirect enum OutputNode: Sendable, Hashable {
    /// How a scalar must read back.
    package enum ScalarForm: Sendable, Hashable {
        /// As this very text to every reader: quoted where it would be taken for something else.
        case string

        /// By its own look: a number, `true`, a reference. Quoted only where the structure would break.
        case plain
    }

    /// A key with its value.
    package struct Entry: Sendable, Hashable {
        /// The key.
        package var key: String

        /// The value.
        package var value: OutputNode

        /// What stands around it.
        package var remarks: Remarks

        /// Makes an entry.
        package init(_ key: String, _ value: OutputNode, remarks: Remarks = Remarks()) {
            self.key = key
            self.value = value
            self.remarks = remarks
        }
    }

    /// An item of a list.
    package struct Item: Sendable, Hashable {
        /// The value.
        package var value: OutputNode

        /// What stands around it.
        package var remarks: Remarks

        /// Makes an item.
        package init(_ value: OutputNode, remarks: Remarks = Remarks()) {
            self.value = value
            self.remarks = remarks
        }
    }

    /// Comments and space around an entry or item, without their `#`.
    package struct Remarks: Sendable, Hashable {
        /// Whether an empty line goes before it and its comments.
        package var blankLineBefore: Bool

        /// The lines above it.
        package var above: [String]

        /// What stands behind it on its line.
        package var behind: String?

        /// Makes remarks.
        package init(blankLineBefore: Bool = false, above: [String] = [], behind: String? = nil) {
            self.blankLineBefore = blankLineBefore
            self.above = above
            self.behind = behind
        }
    }

    case scalar(String, as: ScalarForm)
    case sequence([Item])
    case mapping([Entry])

    /// A text.
    package static func string(_ text: String) -> OutputNode { .scalar(text, as: .string) }

    /// A whole number.
    package static func int(_ number: Int) -> OutputNode { .scalar(String(number), as: .plain) }

    /// A number, `.inf` and `.nan` included.
    package static func double(_ number: Double) -> OutputNode {
        if number.isNaN { return .scalar(".nan", as: .plain) }
        if number.isInfinite { return .scalar(number < 0 ? "-.inf" : ".inf", as: .plain) }
        return .scalar(String(number), as: .plain)
    }

    /// A boolean.
    package static func bool(_ value: Bool) -> OutputNode { .scalar(value ? "true" : "false", as: .plain) }

    /// Nothing.
    package static let null = OutputNode.scalar("null", as: .plain)

    /// A list of values without remarks.
    package static func list(_ values: [OutputNode]) -> OutputNode { .sequence(values.map { Item($0) }) }
}
