/// The header fields of a request or response, in their order; names are compared without regard to case.
///
/// The same name may occur several times (RFC 9110 §5.2).
package struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// One header field.
    package struct Field: Sendable, Hashable {
        /// The name as written.
        package var name: String

        /// The value, without the white space around it.
        package var value: String
    }

    /// All fields in order.
    package private(set) var fields: [Field]

    /// Makes headers from pairs of name and value.
    package init(_ pairs: [(String, String)] = []) {
        fields = pairs.map { Field(name: $0.0, value: $0.1) }
    }

    /// Makes headers from a literal, in its order.
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }

    /// Adds a field behind the others, also when the name is there already.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Puts one field in place of all that bear this name.
    package mutating func set(_ name: String, _ value: String) {
        remove(name)
        add(name, value)
    }

    /// Removes all fields of this name.
    package mutating func remove(_ name: String) {
        fields.removeAll { asciiEqualIgnoringCase($0.name, name) }
    }

    /// The first value under this name.
    package func first(_ name: String) -> String? {
        fields.first { asciiEqualIgnoringCase($0.name, name) }?.value
    }

    /// All values under this name, in order; not split at commas.
    package func values(for name: String) -> [String] {
        fields.filter { asciiEqualIgnoringCase($0.name, name) }.map(\.value)
    }

    /// Whether there is a field of this name.
    package func contains(_ name: String) -> Bool {
        first(name) != nil
    }

    /// Keeps only the fields with these names.
    package func only(_ names: [String]) -> HTTPHeaders {
        var kept = HTTPHeaders()
        kept.fields = fields.filter { field in names.contains { asciiEqualIgnoringCase($0, field.name) } }
        return kept
    }
}

/// Whether two header names, hosts or schemes are the same but for the case of ASCII letters.
func asciiEqualIgnoringCase(_ left: some StringProtocol, _ right: some StringProtocol) -> Bool {
    left.utf8.count == right.utf8.count
        && zip(left.utf8, right.utf8).allSatisfy { asciiLowercase($0) == asciiLowercase($1) }
}

/// The lower case of an ASCII letter, any other byte unchanged.
func asciiLowercase(_ byte: UInt8) -> UInt8 {
    byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
}
