#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Comparing strings by their UTF-8 bytes, which is by code points.
///
/// Swift's own `==` and `<` go by canonical equivalence, so that `"é"` and `"e\u{301}"` are equal; in CEL they differ.
enum Text {
    @inline(__always)
    static func equal(_ left: String, _ right: String) -> Bool {
        let one = left.utf8
        let other = right.utf8
        guard one.count == other.count else { return false }
        let fast = one.withContiguousStorageIfAvailable { first in
            other.withContiguousStorageIfAvailable { second in
                guard let head = first.baseAddress, let tail = second.baseAddress else { return true }
                return memcmp(head, tail, first.count) == 0
            }
        }
        return (fast ?? nil) ?? one.elementsEqual(other)
    }

    /// Whether the bytes of `left` come before those of `right`.
    static func precedes(_ left: String, _ right: String) -> Bool { compare(left, right) < 0 }

    /// Below, equal to or above zero, as `memcmp`.
    static func compare(_ left: String, _ right: String) -> Int {
        let fast = left.utf8.withContiguousStorageIfAvailable { first in
            right.utf8.withContiguousStorageIfAvailable { second in compare(first, second) }
        }
        return (fast ?? nil) ?? compare(Array(left.utf8), Array(right.utf8))
    }

    static func compare(_ left: [UInt8], _ right: [UInt8]) -> Int {
        left.withUnsafeBufferPointer { first in right.withUnsafeBufferPointer { second in compare(first, second) } }
    }

    private static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int {
        let common = min(left.count, right.count)
        if common > 0, let head = left.baseAddress, let other = right.baseAddress {
            let order = Int(memcmp(head, other, common))
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    static func hash(_ text: String, into hasher: inout Hasher) {
        let done: Void? = text.utf8.withContiguousStorageIfAvailable {
            hasher.combine(bytes: UnsafeRawBufferPointer($0))
        }
        if done == nil { for byte in text.utf8 { hasher.combine(byte) } }
        hasher.combine(0xFF as UInt8)
    }

    @inline(__always)
    static func hasPrefix(_ text: String, _ prefix: String) -> Bool {
        let bytes = text.utf8
        let start = prefix.utf8
        let count = start.count
        guard bytes.count >= count else { return false }
        let fast = bytes.withContiguousStorageIfAvailable { first in
            start.withContiguousStorageIfAvailable { second in
                guard let head = first.baseAddress, let other = second.baseAddress else { return true }
                return memcmp(head, other, count) == 0
            }
        }
        return (fast ?? nil) ?? bytes.starts(with: start)
    }

    static func hasSuffix(_ text: String, _ suffix: String) -> Bool {
        let bytes = text.utf8
        let end = suffix.utf8
        let count = end.count
        guard bytes.count >= count else { return false }
        let fast = bytes.withContiguousStorageIfAvailable { first in
            end.withContiguousStorageIfAvailable { second in
                guard let head = first.baseAddress, let other = second.baseAddress else { return true }
                return memcmp(head + (first.count - count), other, count) == 0
            }
        }
        return (fast ?? nil) ?? bytes.suffix(count).elementsEqual(end)
    }

    /// Whether `needle` occurs in `text`.
    static func contains(_ text: String, _ needle: String) -> Bool {
        let fast = text.utf8.withContiguousStorageIfAvailable { first in
            needle.utf8.withContiguousStorageIfAvailable { second in find(second, in: first, from: 0) != nil }
        }
        return (fast ?? nil) ?? (find(Array(needle.utf8), in: Array(text.utf8), from: 0) != nil)
    }

    static func find(_ needle: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        needle.withUnsafeBufferPointer { second in
            text.withUnsafeBufferPointer { first in find(second, in: first, from: start) }
        }
    }

    /// The offset of the first occurrence at or after `start`.
    private static func find(
        _ needle: UnsafeBufferPointer<UInt8>,
        in text: UnsafeBufferPointer<UInt8>,
        from start: Int
    ) -> Int? {
        guard start <= text.count else { return nil }
        guard let needleHead = needle.baseAddress, let head = text.baseAddress, let first = needle.first else {
            return needle.isEmpty ? start : nil
        }
        var position = start
        while text.count - position >= needle.count {
            let room = text.count - position - needle.count + 1
            guard let hit = memchr(head + position, Int32(first), room) else { return nil }
            position = UnsafeRawPointer(hit) - UnsafeRawPointer(head)
            if memcmp(head + position, needleHead, needle.count) == 0 { return position }
            position += 1
        }
        return nil
    }
}
