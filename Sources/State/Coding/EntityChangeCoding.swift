internal import CEL
internal import PipelineCore

/// The blobs of the `changes` table, also within those of tickets.
extension EntityChange {
    /// - Throws: ``BinaryWriter/Unstorable``.
    func encoded() throws -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(creates ? 1 : 0 as UInt8)
        writer.write(try before?.encoded() ?? [])
        writer.write(pipeline)
        writer.write(memberships.count)
        for (list, pipeline) in memberships.sorted(by: { $0.key < $1.key }) {
            writer.write(list)
            writer.write(pipeline)
        }
        writer.write(attributes.count)
        for (name, setting) in attributes.sorted(by: { $0.key < $1.key }) {
            writer.write(name)
            try writer.write(setting.value)
            writer.write(setting.pipeline)
        }
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(key: String, encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let creates = try reader.readByte() == 1
        let blob = try reader.readBytes()
        let pipeline = try reader.readInt()
        var memberships: [Int: Int] = [:]
        for _ in 0..<(try reader.readCount()) {
            let list = try reader.readInt()
            memberships[list] = try reader.readInt()
        }
        var attributes: [String: Setting] = [:]
        for _ in 0..<(try reader.readCount()) {
            let name = try reader.readString()
            let value = try reader.readValue()
            attributes[name] = Setting(value: value, pipeline: try reader.readInt())
        }
        try reader.finish()
        self.init(
            creates: creates,
            before: blob.isEmpty ? nil : try Existing(key: key, encoded: blob),
            attributes: attributes,
            memberships: memberships,
            pipeline: pipeline
        )
    }
}
