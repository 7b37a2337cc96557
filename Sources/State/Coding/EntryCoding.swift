internal import CEL
internal import PipelineCore

/// The outbox's blobs.
extension Entry {
    /// Everything but the key, which has a column of its own.
    func encoded() -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(moment)
        writer.write(memberships.count)
        for membership in memberships { writer.write(membership) }
        writer.write(assignments.count)
        for assignment in assignments {
            writer.write(assignment.name)
            writer.write(assignment.value)
            writer.write(assignment.write == .ifEmpty ? 1 : 0)
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
                write: try reader.readInt() == 1 ? .ifEmpty : .always
            )
        }
        self.init(key: key, assignments: assignments, memberships: memberships, moment: moment)
    }
}

/// The ledger's blobs.
extension LedgerEntry {
    func encoded() -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(run)
        writer.write(memberships.count)
        for membership in memberships.sorted() { writer.write(membership) }
        writer.write(attributes.count)
        for (name, delivered) in attributes {
            writer.write(name)
            writer.write(delivered.value)
            writer.write(delivered.moment)
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let run = try reader.readInt()
        var memberships: Set<Int> = []
        for _ in 0..<(try reader.readCount()) { memberships.insert(try reader.readInt()) }
        var attributes: [String: Delivered] = [:]
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            attributes[name] = Delivered(value: try reader.readValue(), moment: try reader.readMoment())
        }
        self.init(attributes: attributes, memberships: memberships, run: run)
    }
}

/// The snapshot's blobs.
extension Existing {
    func encoded() -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(isBlocked ? 1 : 0)
        for lists in [memberships, refusedMemberships] {
            writer.write(lists.count)
            for list in lists { writer.write(list) }
        }
        writer.write(attributes.count)
        for (name, value) in attributes {
            writer.write(name)
            writer.write(value)
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(key: String, encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let isBlocked = try reader.readInt() == 1
        var lists: [Set<Int>] = []
        for _ in 0..<2 {
            var list: Set<Int> = []
            for _ in 0..<(try reader.readCount()) { list.insert(try reader.readInt()) }
            lists.append(list)
        }
        var attributes: [String: Value] = [:]
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            attributes[name] = try reader.readValue()
        }
        self.init(
            key: key,
            attributes: attributes,
            memberships: lists[0],
            refusedMemberships: lists[1],
            isBlocked: isBlocked
        )
    }
}
