internal import CSimdjson

/// Readings of a cell that an API may write in more than one way; `nil` where it can't be read so without loss.
extension csimdjson_cell {
    /// Whether the key is missing or its value `null`.
    var isAbsent: Bool { tag == UInt32(CSIMDJSON_MISSING) || tag == UInt32(CSIMDJSON_NULL) }

    /// An integer written as such, as a number without fraction, or as a string.
    var exactInt: Int? {
        switch Int(tag) {
        case CSIMDJSON_INT: Int(value.integer)
        case CSIMDJSON_DOUBLE: Int(exactly: value.real)
        case CSIMDJSON_STRING: Int(text)
        default: nil
        }
    }

    /// A number written as such or as a string.
    var number: Double? {
        switch Int(tag) {
        case CSIMDJSON_INT: Double(value.integer)
        case CSIMDJSON_NATURAL: Double(value.natural)
        case CSIMDJSON_DOUBLE: value.real
        case CSIMDJSON_STRING: Self.double(text)
        default: nil
        }
    }

    /// The text of a number that stands for an identifier. Beyond 2⁵³ a double may have lost digits of what was written:
    /// better none than another's identifier.
    var identifier: String? {
        switch Int(tag) {
        case CSIMDJSON_INT: return String(value.integer)
        case CSIMDJSON_NATURAL: return String(value.natural)
        case CSIMDJSON_DOUBLE:
            guard value.real.magnitude <= 0x1p53 else { return nil }
            return Int(exactly: value.real).map(String.init) ?? value.real.description
        default: return nil
        }
    }

    /// Decimal notation only: Swift's own reading takes "nan", "inf" and hexadecimal too.
    private static func double(_ text: String) -> Double? {
        guard text.utf8.allSatisfy("0123456789+-.eE".utf8.contains), let number = Double(text), number.isFinite else {
            return nil
        }
        return number
    }
}
