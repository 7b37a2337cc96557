internal import PipelineCore

/// A ticket's blob: what is settled when the submission has been carried out.
extension SettledKey {
    static func encoded(_ keys: [SettledKey]) -> [UInt8] {
        var writer = BinaryWriter()
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
            writer.write(key.ledger?.encoded() ?? [])
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    static func decoded(_ bytes: [UInt8]) throws -> [SettledKey] {
        var reader = try BinaryReader(bytes)
        return try (0..<reader.readCount()).map { _ in
            let key = try reader.readString()
            let entries = try (0..<reader.readCount()).map { _ in
                SettledEntry(
                    id: try reader.readInt(),
                    pipeline: try reader.readInt(),
                    partition: try reader.readString(),
                    verdict: try reader.readVerdict()
                )
            }
            let blob = try reader.readBytes()
            return SettledKey(key: key, entries: entries, ledger: blob.isEmpty ? nil : try LedgerEntry(encoded: blob))
        }
    }
}

extension BinaryWriter {
    fileprivate mutating func write(_ verdict: Verdict) {
        switch verdict {
        case .delivered(let isCreated): write(isCreated ? 1 : 0)
        case .unchanged: write(2)
        case .superseded: write(3)
        case .skipped(let reason):
            write(4)
            write(reason)
        case .deadLettered(let code, let reason):
            write(5)
            write(code)
            write(reason)
        }
    }
}

extension BinaryReader {
    fileprivate mutating func readVerdict() throws -> Verdict {
        switch try readInt() {
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
