extension TreeBuilder {
    /// A collection whose end hasn't come yet.
    struct Frame {
        enum Kind {
            case sequence
            case mapping
        }

        /// What becomes of the value that comes next.
        enum Key {
            case named(String, Node)
            case merge(Node)

            /// The key was refused; its value is read and dropped.
            case refused
        }

        let kind: Kind
        let start: Mark
        let anchor: String?
        let tag: String?
        var items: [Node] = []
        var entries: [Mapping.Entry] = []
        var key: Key?

        /// What `<<` names, in order.
        var merged: [Node] = []

        /// Where the first `<<` stands.
        var mergeKey: Span?

        /// Names so far, kept once there are too many to search.
        var names: [String: Int] = [:]

        /// The last child's end.
        var lastEnd: Mark
        var weight = 1
        var height = 1

        init(kind: Kind, start: Mark, anchor: String?, tag: String?) {
            self.kind = kind
            self.start = start
            self.anchor = anchor
            self.tag = tag
            lastEnd = start
        }

        /// The place of an entry; names that only differ in Unicode composition are one name.
        func entry(_ name: String) -> Mapping.Entry? {
            entries.count > Mapping.searchable
                ? names[name].map { entries[$0] }
                : entries.first { $0.name == name }
        }

        mutating func append(_ entry: Mapping.Entry) {
            entries.append(entry)
            if entries.count == Mapping.searchable + 1 {
                for (place, entry) in entries.enumerated() { names[entry.name] = place }
            } else if entries.count > Mapping.searchable {
                names[entry.name] = entries.count - 1
            }
        }
    }
}
