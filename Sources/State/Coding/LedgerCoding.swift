internal import CEL
internal import PipelineCore

/// The ledger's blobs. Most attributes of an entity come from the same record, so each claim is written once.
///
/// Version 2 added the memberships joined in the newest run.
extension LedgerEntry {
    /// - Throws: ``BinaryWriter/Unstorable``.
    func encoded() throws -> [UInt8] {
        var writer = BinaryWriter(version: 2)
        writer.write(run)
        writer.write(memberships.count)
        for membership in memberships { writer.write(membership) }
        var claims: [Claim] = []
        let places = attributes.values.map { delivered -> Int in
            if let place = claims.firstIndex(of: delivered.claim) { return place }
            claims.append(delivered.claim)
            return claims.count - 1
        }
        writer.write(claims.count)
        for claim in claims {
            writer.write(claim.write.byte)
            writer.write(claim.moment)
            writer.write(claim.pipeline)
        }
        writer.write(attributes.count)
        for ((name, delivered), place) in zip(attributes, places) {
            writer.write(name)
            try writer.write(delivered.value)
            writer.write(delivered.writtenIn)
            writer.write(place)
        }
        try writer.write(intended)
        writer.write(joined.count)
        for membership in joined { writer.write(membership) }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes, newest: 2)
        let run = try reader.readInt()
        let memberships = try reader.readIntegers()
        let claims = try (0..<reader.readCount()).map { _ in
            Claim(
                write: try WriteMode(byte: try reader.readByte()),
                moment: try reader.readMoment(),
                pipeline: try reader.readInt()
            )
        }
        var attributes: [String: Delivered] = [:]
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            let value = try reader.readValue()
            let writtenIn = try reader.readInt()
            let place = try reader.readInt()
            guard claims.indices.contains(place) else { throw BinaryReader.Malformed() }
            attributes[name] = Delivered(value: value, claim: claims[place], writtenIn: writtenIn)
        }
        let intended = try reader.readValues()
        let joined = reader.version > 1 ? try reader.readIntegers() : []
        try reader.finish()
        self.init(
            attributes: attributes,
            memberships: memberships,
            joined: joined,
            run: run,
            intended: intended
        )
    }
}
