internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The system's zone files (tzdata), each read once.
final class ZoneDatabase: Sendable {
    static let shared = ZoneDatabase(directory: "/usr/share/zoneinfo")

    private let directory: String
    private let known = Mutex<[String: ZoneFile]>([:])

    init(directory: String) { self.directory = directory }

    /// The rules of an IANA zone; nil when there is no such file.
    func zone(named name: String) -> ZoneFile? {
        guard ZoneDatabase.isSafe(name) else { return nil }
        if let zone = known.withLock({ $0[name] }) { return zone }
        guard let bytes = ZoneDatabase.read("\(directory)/\(name)"), let zone = ZoneFile(bytes) else { return nil }
        known.withLock { $0[name] = zone }
        return zone
    }

    /// Names come from expressions, so they must not lead out of the directory.
    private static func isSafe(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.count <= 64, name.utf8.first != UInt8(ascii: "/") else { return false }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "+"):
                        true
                    default: false
                    }
                }
        }
    }

    private static func read(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&bytes, 1, bytes.count, file)
        guard count > 0, count < bytes.count else { return nil }
        return Array(bytes[..<count])
    }
}
