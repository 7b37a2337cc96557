internal import CEL
internal import PipelineCore

/// The blobs of sends that wait.
extension Send {
    /// Everything but the recipient, who has a column.
    func encoded() -> [UInt8] {
        var writer = BinaryWriter()
        writer.write(moment)
        writer.write(envelope)
        writer.write(item)
        return writer.bytes
    }

    /// - Throws: ``BinaryReader/Malformed``.
    init(recipient: String, encoded bytes: [UInt8]) throws {
        var reader = try BinaryReader(bytes)
        let moment = try reader.readMoment()
        let envelope = try reader.readBytes()
        let item = try reader.readBytes()
        try reader.finish()
        self.init(recipient: recipient, moment: moment, envelope: envelope, item: item)
    }
}
