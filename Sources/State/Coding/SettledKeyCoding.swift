internal import PipelineCore

/// A ticket's blobs: what is settled when the submission has been carried out.
extension SettledKey {
    /// - Throws: ``BinaryWriter/Unstorable``.
    static func encoded(_ keys: some Collection<SettledKey>) throws -> [UInt8] {
        var writer = BinaryWriter(version: 2)
        writer.write(keys.count)
        for key in keys {
            writer.write(key.key)
            writer.write(key.entries.count)
            for entry in key.entries {
                writer.write(entry.id)
                writer.write(entry.pipeline)
                writer.write(entry.partition)
                writer.write(entry.verdict)
            }
            writer.write(try key.ledger?.encoded() ?? [])
            writer.write(try key.change?.encoded() ?? [])
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    static func decoded(_ bytes: [UInt8]) throws -> [SettledKey] {
        // Tickets of version 1 say nothing of changes.
        var reader = try BinaryReader(bytes, newest: 2)
        let hasChanges = reader.version > 1
        let keys = try (0..<reader.readCount()).map { _ in
            let key = try reader.readString()
            let entries = try (0..<reader.readCount()).map { _ in
                SettledEntry(
                    id: try reader.readInt(),
                    pipeline: try reader.readInt(),
                    partition: try reader.readInt(),
                    verdict: try reader.readVerdict()
                )
            }
            let blob = try reader.readBytes()
            let change = hasChanges ? try reader.readBytes() : []
            return SettledKey(
                key: key,
                entries: entries,
                ledger: blob.isEmpty ? nil : try LedgerEntry(encoded: blob),
                change: change.isEmpty ? nil : try EntityChange(key: key, encoded: change)
            )
        }
        try reader.finish()
        return keys
    }
}

extension BinaryWriter {
    fileprivate mutating func write(_ verdict: Verdict) {
        switch verdict {
        case .delivered(let isCreated): write(isCreated ? 1 : 0 as UInt8)
        case .unchanged: write(2 as UInt8)
        case .superseded: write(3 as UInt8)
        case .skipped(let reason):
            write(4 as UInt8)
            write(reason)
        case .deadLettered(let code, let reason):
            write(5 as UInt8)
            write(code)
            write(reason)
        }
    }
}

extension BinaryReader {
    fileprivate mutating func readVerdict() throws -> Verdict {
        switch try readByte() {
        case 0: .delivered(created: false)
        case 1: .delivered(created: true)
        case 2: .unchanged
        case 3: .superseded
        case 4: .skipped(reason: try readString())
        case 5: .deadLettered(code: try readString(), reason: try readString())
        default: throw Malformed()
        }
    }
}
