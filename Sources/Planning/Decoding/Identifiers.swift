extension String {
    /// Letters, digits, `-` and `_` alone, 255 at most.
    var isIdentifier: Bool { !isEmpty && utf8.count <= 255 && utf8.allSatisfy(Self.isIdentifierByte) }

    /// The nearest text that is one; nil when nothing is left.
    var asIdentifier: String? {
        let parts = split { $0.utf8.count != 1 || !$0.utf8.allSatisfy(Self.isIdentifierByte) }
        let name = parts.joined(separator: "_").prefix(255)
        return name.isEmpty ? nil : String(name)
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
