/// An associative array that keeps the order in which its entries were given.
///
/// Keys are `bool`, `int`, `uint` or `string`. Numbers that are equal are the same key whatever their type
/// (cel-spec langdef, “Equality”).
package struct MapValue: Sendable {
    private let storage: Storage

    /// An immutable box: it keeps ``Value`` small, and copies cheap.
    private final class Storage: Sendable {
        let entries: [Entry]
        let positions: [MapKey: Int]

        init(entries: [Entry], positions: [MapKey: Int]) {
            self.entries = entries
            self.positions = positions
        }
    }

    /// One key with its value.
    package struct Entry: Sendable, Hashable {
        /// The key.
        package let key: Value

        /// What it stands for.
        package let value: Value

        /// Makes an entry.
        package init(key: Value, value: Value) {
            self.key = key
            self.value = value
        }
    }

    /// Why entries can't make a map.
    package enum Refusal: Error, Sendable, Hashable {
        /// The key isn't a `bool`, `int`, `uint` or `string`.
        case unsupportedKey(Value)

        /// The key occurs twice.
        case repeatedKey(Value)
    }

    /// Makes a map of distinct keys.
    package init(_ entries: [Entry]) throws(Refusal) {
        var positions: [MapKey: Int] = [:]
        positions.reserveCapacity(entries.count)
        for (index, entry) in entries.enumerated() {
            guard let key = MapKey(storing: entry.key) else { throw .unsupportedKey(entry.key) }
            guard positions.updateValue(index, forKey: key) == nil else { throw .repeatedKey(entry.key) }
        }
        storage = Storage(entries: entries, positions: positions)
    }

    /// Makes a map of texts by text; of entries with the same key the first counts.
    package init(_ texts: some Sequence<(key: String, value: String)>) {
        var positions: [MapKey: Int] = [:]
        var entries: [Entry] = []
        for (key, value) in texts where positions[.text(BytewiseText(key))] == nil {
            positions[.text(BytewiseText(key))] = entries.count
            entries.append(Entry(key: .string(key), value: .string(value)))
        }
        storage = Storage(entries: entries, positions: positions)
    }

    /// The entries in the order in which they were given.
    package var entries: [Entry] { storage.entries }

    /// How many entries there are.
    package var count: Int { storage.entries.count }

    /// What `key` stands for; nil when it isn't there, or can't be a key.
    package subscript(key: Value) -> Value? {
        guard let key = MapKey(finding: key), let position = storage.positions[key] else { return nil }
        return storage.entries[position].value
    }

    /// What the text `key` stands for.
    package subscript(key: String) -> Value? {
        guard let position = storage.positions[.text(BytewiseText(key))] else { return nil }
        return storage.entries[position].value
    }
}

extension MapValue: Hashable {
    package static func == (left: MapValue, right: MapValue) -> Bool {
        left.count == right.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(count) }
}

/// A key in the form in which equal keys are equal.
enum MapKey: Hashable, Sendable {
    case flag(Bool)
    case number(Int)
    case large(UInt)
    case text(BytewiseText)

    /// The key for an entry; nil for types that can't be keys.
    init?(storing value: Value) {
        if case .double = value { return nil }
        self.init(finding: value)
    }

    /// The key to look for; whole `double`s find the integer.
    init?(finding value: Value) {
        switch value {
        case .bool(let flag): self = .flag(flag)
        case .int(let number): self = .number(number)
        case .uint(let number): self = Int(exactly: number).map(MapKey.number) ?? .large(number)
        case .double(let number):
            if let whole = Int(exactly: number) {
                self = .number(whole)
            } else if let whole = UInt(exactly: number) {
                self = .large(whole)
            } else {
                return nil
            }
        case .string(let text): self = .text(BytewiseText(text))
        default: return nil
        }
    }
}

/// A string that is equal to another only if their bytes are.
struct BytewiseText: Hashable, Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    static func == (left: BytewiseText, right: BytewiseText) -> Bool { Text.equal(left.text, right.text) }

    func hash(into hasher: inout Hasher) { Text.hash(text, into: &hasher) }
}
