/// The rules of one zone, as a TZif file gives them (RFC 8536).
struct ZoneFile: Sendable {
    private let transitions: [Int]
    private let offsets: [Int]
    private let first: Int
    private let later: PosixRule?

    /// Reads the 64-bit data block and the footer of a version 2 or later file.
    init?(_ bytes: [UInt8]) {
        guard let old = Header(bytes, at: 0), old.version >= UInt8(ascii: "2") else { return nil }
        guard let header = Header(bytes, at: Header.size + old.dataSize(timeSize: 4)) else { return nil }
        var position = Header.size * 2 + old.dataSize(timeSize: 4)
        guard bytes.count >= position + header.dataSize(timeSize: 8), header.types > 0 else { return nil }
        var transitions: [Int] = []
        for index in 0..<header.times {
            var bits: UInt64 = 0
            for byte in bytes[(position + index * 8)..<(position + index * 8 + 8)] { bits = bits << 8 | UInt64(byte) }
            transitions.append(Int(Int64(bitPattern: bits)))
        }
        position += header.times * 8
        let kinds = bytes[position..<(position + header.times)]
        position += header.times
        var types: [Int] = []
        for index in 0..<header.types {
            var bits: UInt32 = 0
            for byte in bytes[(position + index * 6)..<(position + index * 6 + 4)] { bits = bits << 8 | UInt32(byte) }
            types.append(Int(Int32(bitPattern: bits)))
        }
        guard kinds.allSatisfy({ Int($0) < types.count }) else { return nil }
        position += header.dataSize(timeSize: 8) - header.times * 9
        self.transitions = transitions
        offsets = kinds.map { types[Int($0)] }
        first = types[0]
        let footer = bytes.dropFirst(position).drop { $0 == 10 }.prefix { $0 != 10 }
        later = PosixRule(String(decoding: footer, as: UTF8.self))
    }

    /// Seconds east of UTC at a moment.
    func offset(at seconds: Int) -> Int {
        if transitions.last.map({ seconds >= $0 }) ?? true, let later { return later.offset(at: seconds) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    private struct Header {
        static let size = 44
        let version: UInt8
        let utcFlags: Int
        let standardFlags: Int
        let leaps: Int
        let times: Int
        let types: Int
        let characters: Int

        init?(_ bytes: [UInt8], at start: Int) {
            guard start >= 0, bytes.count >= start + Header.size, bytes[start..<(start + 4)].elementsEqual("TZif".utf8)
            else { return nil }
            version = bytes[start + 4]
            func count(_ index: Int) -> Int {
                bytes[(start + 20 + index * 4)..<(start + 24 + index * 4)].reduce(0) { $0 << 8 | Int($1) }
            }
            let counts = (0..<6).map(count)
            guard counts.allSatisfy({ $0 <= 65_536 }) else { return nil }
            (utcFlags, standardFlags, leaps) = (counts[0], counts[1], counts[2])
            (times, types, characters) = (counts[3], counts[4], counts[5])
        }

        func dataSize(timeSize: Int) -> Int {
            times * (timeSize + 1) + types * 6 + characters + leaps * (timeSize + 4) + standardFlags + utcFlags
        }
    }
}
