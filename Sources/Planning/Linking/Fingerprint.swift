import PipelineCore

extension Linker {
    /// Canonical text of all that decides what is read and what is made of it: equal exactly when another run would read
    /// the same partitions into the same rows. Secrets are left out, so that changing a credential reads nothing anew.
    func fingerprint(
        _ linked: LinkedPipeline,
        _ source: LinkedSource,
        _ sink: LinkedSink,
        _ stages: [Stage],
        timeZone: String
    ) -> String {
        var lines = ["source \(source.descriptor.name) \(canonical(source.options))"]
        if let connector = document.connector(source.connector) {
            for name in connector.descriptor.options.filter(\.narrows).map(\.name).sorted() {
                if let value = connector.options[name] { lines.append("\(name) \(canonical(value))") }
            }
        }
        for stage in stages {
            switch stage {
            case .filter(let filter): lines.append("filter \(quoted(filter.text))")
            case .map(let map):
                let columns = map.columns.map { "\(quoted($0.name))=\(quoted($0.text)) \($0.write.rawValue)" }
                lines.append("map " + columns.joined(separator: ", "))
            }
        }
        lines.append("sink \(sink.descriptor.name) \(canonical(sink.options))")
        lines.append("timezone \(timeZone)")
        return lines.joined(separator: "\n")
    }
}

/// Options as text, by name, without secrets.
func canonical(_ options: Options) -> String {
    let parts = options.names.compactMap { name -> String? in
        guard let value = options[name] else { return nil }
        if case .secret = value { return nil }
        return "\(name): \(canonical(value))"
    }
    return "{" + parts.joined(separator: ", ") + "}"
}

private func canonical(_ value: OptionValue) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .secret: "secret"
    case .bool(let value): "\(value)"
    case .int(let number): "\(number)"
    case .double(let number): "\(number)"
    case .duration(let seconds): "\(seconds)s"
    case .rates(let rates): "[" + rates.map { "\($0.count)/\($0.period.rawValue)" }.joined(separator: ", ") + "]"
    case .expression(let filter): quoted(filter.text)
    case .list(let items): "[" + items.map(canonical).joined(separator: ", ") + "]"
    case .map(let entries):
        "{"
            + entries.sorted { $0.key < $1.key }.map { "\(quoted($0.key)): \(canonical($0.value))" }
            .joined(separator: ", ") + "}"
    case .object(let options): canonical(options)
    }
}

/// Text between quotes that it can't leave.
private func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: isSpecial) else { return "\"\(text)\"" }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        if isSpecial(byte) { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: "n") : byte)
    }
    return "\"\(String(decoding: bytes, as: UTF8.self))\""
}

private func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
}
