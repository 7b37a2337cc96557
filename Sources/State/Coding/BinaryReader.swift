internal import CEL
internal import PipelineCore

/// Reads what ``BinaryWriter`` wrote; throws on anything else, so that a damaged blob is an error and not a wrong value.
struct BinaryReader {
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    /// The layout's version.
    private(set) var version: UInt8 = 1

    /// - Parameter newest: The newest version of the layout that the caller reads.
    init(_ bytes: [UInt8], newest: UInt8 = 1) throws {
        self.bytes = bytes
        version = try readByte()
        guard (1...newest).contains(version) else { throw Malformed() }
    }

    /// Ends reading: nothing may be left.
    func finish() throws {
        guard position == bytes.count else { throw Malformed() }
    }

    mutating func readByte() throws -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func readInt() throws -> Int {
        var result: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            // Nine bytes hold 63 bits; of a tenth one bit counts, and there is no eleventh.
            guard shift < 63 || (shift == 63 && byte <= 1) else { throw Malformed() }
            result |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: UInt(result >> 1)) ^ -Int(result & 1)
    }

    /// Reads how many items follow; each takes at least one byte, so a count that can't be true ends here and reserves nothing.
    mutating func readCount() throws -> Int {
        let count = try readInt()
        guard count >= 0, count <= bytes.count - position else { throw Malformed() }
        return count
    }

    mutating func readString() throws -> String {
        let count = try readCount()
        let start = position
        position += count
        guard let text = String(validating: bytes[start..<position], as: UTF8.self) else { throw Malformed() }
        return text
    }

    mutating func readBytes() throws -> [UInt8] {
        let count = try readCount()
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func readTimestamp() throws -> Timestamp {
        let seconds = try readInt()
        let nanoseconds = try readInt()
        guard let narrow = Int32(exactly: nanoseconds), (0..<1_000_000_000).contains(narrow) else { throw Malformed() }
        return Timestamp(seconds: Int64(seconds), nanoseconds: narrow)
    }

    mutating func readMoment() throws -> Moment {
        let asOf = try readTimestamp()
        guard let rank = Moment.Rank(rawValue: Int(try readByte())) else { throw Malformed() }
        return Moment(asOf: asOf, rank: rank, instance: try readString())
    }

    mutating func readIntegers() throws -> Set<Int> {
        var result: Set<Int> = []
        for _ in 0..<(try readCount()) { result.insert(try readInt()) }
        return result
    }

    mutating func readValues() throws -> [String: Value] {
        var result: [String: Value] = [:]
        for _ in 0..<(try readCount()) {
            let name = try readString()
            result[name] = try readValue()
        }
        return result
    }

    mutating func readValue(depth: Int = 0) throws -> Value {
        switch try readByte() {
        case 0: return .null
        case 1: return .bool(false)
        case 2: return .bool(true)
        case 3: return .int(try readInt())
        case 4: return .double(try readDouble())
        case 5: return .string(try readString())
        case 6:
            guard depth < BinaryWriter.maxDepth else { throw Malformed() }
            return .list(try (0..<readCount()).map { _ in try readValue(depth: depth + 1) })
        case 7: return .timestamp(try readTimestamp())
        case 8: return .uint(UInt(bitPattern: try readInt()))
        default: throw Malformed()
        }
    }

    private mutating func readDouble() throws -> Double {
        var pattern: UInt64 = 0
        for index in 0..<8 { pattern |= UInt64(try readByte()) << UInt64(index * 8) }
        return Double(bitPattern: pattern)
    }
}
