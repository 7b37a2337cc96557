internal import CEL
internal import PipelineCore

/// Writes values compactly for the state's blobs: one tag byte, then the payload; integers as zig-zag varints.
///
/// The layout begins with a version byte so that it can change.
struct BinaryWriter {
    /// A value that no service takes was to be kept; keeping something else instead would be wrong data that nobody notices.
    struct Unstorable: Error {
        let value: Value
    }

    /// Lists in lists, at most.
    static let maxDepth = 8

    private(set) var bytes: [UInt8]

    init(version: UInt8 = 1) {
        bytes = []
        bytes.reserveCapacity(256)
        bytes.append(version)
    }

    mutating func write(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64((number << 1) ^ (number >> (Int.bitWidth - 1))))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func write(_ text: String) {
        let utf8 = text.utf8
        write(utf8.count)
        bytes.append(contentsOf: utf8)
    }

    mutating func write(_ blob: [UInt8]) {
        write(blob.count)
        bytes.append(contentsOf: blob)
    }

    mutating func write(_ timestamp: Timestamp) {
        write(Int(timestamp.seconds))
        write(Int(timestamp.nanoseconds))
    }

    mutating func write(_ moment: Moment) {
        write(moment.asOf)
        bytes.append(UInt8(moment.rank.rawValue))
        write(moment.instance)
    }

    mutating func write(_ values: [String: Value]) throws {
        write(values.count)
        for (name, value) in values {
            write(name)
            try write(value)
        }
    }

    /// Writes a value in one of the types that services take.
    ///
    /// - Throws: ``Unstorable`` for others: `KeyedSink.prepare` doesn't let them through.
    mutating func write(_ value: Value, depth: Int = 0) throws {
        switch value {
        case .null:
            bytes.append(0)
        case .bool(let flag):
            bytes.append(flag ? 2 : 1)
        case .int(let number):
            bytes.append(3)
            write(number)
        case .double(let number):
            bytes.append(4)
            withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        case .string(let text):
            bytes.append(5)
            write(text)
        case .list(let items):
            guard depth < Self.maxDepth else { throw Unstorable(value: value) }
            bytes.append(6)
            write(items.count)
            for item in items { try write(item, depth: depth + 1) }
        case .timestamp(let timestamp):
            bytes.append(7)
            write(timestamp)
        case .uint(let number):
            bytes.append(8)
            write(Int(bitPattern: number))
        default:
            throw Unstorable(value: value)
        }
    }
}
