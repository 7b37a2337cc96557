internal import CSimdjson

extension csimdjson_cell {
    /// The string in this cell. simdjson has checked that it is valid UTF-8; ASCII, the usual case, is copied as it is.
    var text: String {
        guard length > 0 else { return "" }
        let start = UnsafeRawPointer(value.text).assumingMemoryBound(to: UInt8.self)
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }

    /// The type of the value in this cell; `nil` where the key was missing.
    var kind: JSONKind? { JSONKind(tag: tag) }

    /// The value of a cell that is neither array nor object.
    var scalar: JSONValue {
        switch Int(tag) {
        case CSIMDJSON_BOOL: .bool(value.integer != 0)
        case CSIMDJSON_INT: .int(Int(value.integer))
        case CSIMDJSON_NATURAL: .double(Double(value.natural))
        case CSIMDJSON_DOUBLE: .double(value.real)
        case CSIMDJSON_STRING: .string(text)
        default: .null
        }
    }
}

extension JSONKind {
    init?(tag: UInt32) {
        switch Int(tag) {
        case CSIMDJSON_NULL: self = .null
        case CSIMDJSON_BOOL: self = .bool
        case CSIMDJSON_INT, CSIMDJSON_NATURAL: self = .int
        case CSIMDJSON_DOUBLE: self = .double
        case CSIMDJSON_STRING: self = .string
        case CSIMDJSON_ARRAY: self = .array
        case CSIMDJSON_OBJECT: self = .object
        default: return nil
        }
    }
}
