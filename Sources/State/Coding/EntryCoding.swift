internal import CEL
internal import PipelineCore

/// The outbox's blobs.
extension Entry {
    /// Everything but the key, which has a column of its own.
    ///
    /// - Throws: ``BinaryWriter/Unstorable``.
    func encoded() throws -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(moment)
        writer.write(memberships.count)
        for membership in memberships { writer.write(membership) }
        writer.write(assignments.count)
        for assignment in assignments {
            writer.write(assignment.name)
            try writer.write(assignment.value)
            writer.write(assignment.write.byte)
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(key: String, encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let moment = try reader.readMoment()
        let memberships = try (0..<reader.readCount()).map { _ in try reader.readInt() }
        let assignments = try (0..<reader.readCount()).map { _ in
            Assignment(
                name: try reader.readString(),
                value: try reader.readValue(),
                write: try WriteMode(byte: try reader.readByte())
            )
        }
        try reader.finish()
        self.init(key: key, assignments: assignments, memberships: memberships, moment: moment)
    }
}

/// The snapshot's blobs.
extension Existing {
    /// - Throws: ``BinaryWriter/Unstorable``.
    func encoded() throws -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(isBlocked ? 1 : 0 as UInt8)
        for lists in [memberships, refusedMemberships] {
            writer.write(lists.count)
            for list in lists { writer.write(list) }
        }
        try writer.write(attributes)
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(key: String, encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let isBlocked = try reader.readByte() == 1
        let memberships = try reader.readIntegers()
        let refusedMemberships = try reader.readIntegers()
        let attributes = try reader.readValues()
        try reader.finish()
        self.init(
            key: key,
            attributes: attributes,
            memberships: memberships,
            refusedMemberships: refusedMemberships,
            isBlocked: isBlocked
        )
    }
}

extension WriteMode {
    var byte: UInt8 { self == .ifEmpty ? 1 : 0 }

    init(byte: UInt8) throws {
        switch byte {
        case 0: self = .always
        case 1: self = .ifEmpty
        default: throw BinaryReader.Malformed()
        }
    }
}
