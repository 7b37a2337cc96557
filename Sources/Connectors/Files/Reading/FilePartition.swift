internal import PipelineCore

/// A file is one partition, read in full in each run.
enum FilePartition {
    static func partition(_ path: String) -> Partition {
        Partition(id: "file/\(path)", title: path, isReadEachRun: true)
    }

    /// Bytes read at a time.
    static let piece = 256 << 10

    /// Records handed over at a time.
    static let chunk = 1_000

    /// Hands over records, a chunk at a time.
    static func hand(_ records: [Record], to emit: @Sendable ([Record]) async throws -> Void) async throws {
        for start in stride(from: 0, to: records.count, by: chunk) {
            try await emit(Array(records[start..<min(start + chunk, records.count)]))
        }
    }

    /// Refuses text that isn't UTF-8 by its first bytes; takes a UTF-8 byte order mark away.
    static func withoutMark(_ bytes: [UInt8], path: String) throws -> [UInt8] {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw ConnectorFailure(.permanent, "`\(path)` is UTF-16", remedy: "Save it as UTF-8.")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }
}
