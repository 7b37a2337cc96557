/// The members of a JSON object, in the order in which their keys first came.
///
/// Keys are unique: giving one again replaces its value. A lookup compares the keys one by one in a small object, and
/// uses an index in a larger one. Two objects are equal when they have the same members, whatever their order: RFC 8259
/// §1 calls an object an unordered collection.
package struct JSONObject: Sendable {
    /// One key with its value.
    package typealias Member = (key: String, value: JSONValue)

    /// Up to this many members, comparing keys is faster than hashing one.
    private static let largestScanned = 12

    /// The members in order.
    package private(set) var members: [Member] = []

    /// The place of each key, once there are more than `largestScanned`.
    private var places: [String: Int] = [:]

    /// An object without members.
    package init() {}

    /// An object of the given members; of several with one key the last wins, at the place of the first.
    package init(_ members: some Sequence<Member>) {
        self.members.reserveCapacity(members.underestimatedCount)
        for member in members { self[member.key] = member.value }
    }

    /// The number of members.
    package var count: Int { members.count }

    /// Whether there are no members.
    package var isEmpty: Bool { members.isEmpty }

    /// The keys in order.
    package var keys: [String] { members.map(\.key) }

    /// The value of a key; setting `nil` removes the member.
    package subscript(key: String) -> JSONValue? {
        get { place(of: key).map { members[$0].value } }
        set {
            switch (place(of: key), newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): remove(at: place)
            case (nil, let value?): append(key, value)
            case (nil, nil): break
            }
        }
    }

    private func place(of key: String) -> Int? {
        places.isEmpty ? members.firstIndex { $0.key == key } : places[key]
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        members.append((key, value))
        if !places.isEmpty {
            places[key] = members.count - 1
        } else if members.count > Self.largestScanned {
            index()
        }
    }

    private mutating func remove(at place: Int) {
        members.remove(at: place)
        if !places.isEmpty { index() }
    }

    private mutating func index() {
        places.removeAll(keepingCapacity: true)
        for (place, member) in members.enumerated() { places[member.key] = place }
    }
}

extension JSONObject: Hashable {
    /// Whether both have the same keys with equal values, in any order.
    package static func == (one: JSONObject, other: JSONObject) -> Bool {
        one.count == other.count && one.members.allSatisfy { other[$0.key] == $0.value }
    }

    /// Feeds the members, in a way that doesn't depend on their order.
    package func hash(into hasher: inout Hasher) {
        var sum = 0
        for member in members {
            var own = Hasher()
            own.combine(member.key)
            own.combine(member.value)
            sum &+= own.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

extension JSONObject: Sequence {
    /// Visits the members in order.
    package func makeIterator() -> IndexingIterator<[Member]> { members.makeIterator() }

    /// The number of members.
    package var underestimatedCount: Int { count }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members as written; of several with one key the last wins.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements.lazy.map { (key: $0.0, value: $0.1) })
    }
}
