/// Keys with their values, in the order of the file, each key once.
package struct Mapping: Sendable {
    /// A key and its value.
    package struct Entry: Sendable {
        /// The key, always a scalar.
        package let key: Node

        /// The key's text.
        package let name: String

        /// The value.
        package let value: Node

        /// Whether a merge key `<<` brought it in.
        package let isMerged: Bool

        /// Makes an entry.
        package init(key: Node, name: String, value: Node, isMerged: Bool = false) {
            self.key = key
            self.name = name
            self.value = value
            self.isMerged = isMerged
        }
    }

    /// All entries: those of the mapping itself, then those merged in.
    package let entries: [Entry]

    /// The place of each name, kept for mappings too long to search.
    private let index: [String: Int]

    /// Makes a mapping; of entries with one name the first counts.
    package init(_ entries: [Entry]) {
        self.entries = entries
        if entries.count > Self.searchable {
            index = Dictionary(entries.enumerated().map { ($1.name, $0) }) { first, _ in first }
        } else {
            index = [:]
        }
    }

    /// The value of a key.
    package subscript(_ name: String) -> Node? { entry(name)?.value }

    /// The entry of a key.
    package func entry(_ name: String) -> Entry? {
        entries.count > Self.searchable
            ? index[name].map { entries[$0] }
            : entries.first { $0.name == name }
    }

    /// The keys' texts, in order.
    package var names: [String] { entries.map(\.name) }

    /// Up to here looking through the entries is faster than hashing a name.
    static let searchable = 12
}
