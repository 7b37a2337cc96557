internal import CEL
internal import JSON
internal import PipelineCore

/// How values are written: moments as RFC 3339, spans as seconds (`3.5s`), bytes as Base64, as CEL's JSON mapping has them.
enum ValueText {
    /// The value as JSON.
    static func write(_ value: CEL.Value, to writer: inout JSONWriter) {
        switch value {
        case .null, .optional(nil): writer.null()
        case .bool(let flag): writer.value(flag)
        case .int(let number): writer.value(number)
        case .uint(let number):
            // Beyond Int a JSON number would lose digits in most readers.
            if let small = Int(exactly: number) { writer.value(small) } else { writer.value(String(number)) }
        case .double(let number): writer.value(number)
        case .string(let text): writer.value(text)
        case .bytes(let bytes): writer.value(base64(bytes))
        case .timestamp(let moment): writer.value(moment.rfc3339)
        case .duration(let span): writer.value(span.description)
        case .type(let name): writer.value(name.name)
        case .optional(let value?): write(value, to: &writer)
        case .list(let items):
            writer.beginArray()
            for item in items { write(item, to: &writer) }
            writer.endArray()
        case .map(let map):
            writer.beginObject()
            for entry in map.entries {
                writer.key(cell(entry.key))
                write(entry.value, to: &writer)
            }
            writer.endObject()
        }
    }

    /// The value as one text: nothing for null, JSON for lists and maps.
    static func cell(_ value: CEL.Value) -> String {
        switch value {
        case .null, .optional(nil): return ""
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return String(number)
        case .double(let number): return number.description
        case .string(let text): return text
        case .bytes(let bytes): return base64(bytes)
        case .timestamp(let moment): return moment.rfc3339
        case .duration(let span): return span.description
        case .type(let name): return name.name
        case .optional(let value?): return cell(value)
        case .list, .map:
            var writer = JSONWriter()
            write(value, to: &writer)
            return writer.text
        }
    }

    /// RFC 4648 §4.
    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 0x3F] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
