package import CEL
package import JSON
package import PipelineCore

extension CEL.Value {
    /// A JSON value without a declared type: whole numbers are `int`, objects are maps.
    package init(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .bool(let flag): self = .bool(flag)
        case .int(let number): self = .int(number)
        case .double(let number): self = .double(number)
        case .string(let text): self = .string(text)
        case .array(let items): self = .list(items.map { Self($0) })
        case .object(let object):
            let entries = object.members.map { MapValue.Entry(key: .string($0.key), value: Self($0.value)) }
            // The keys of an object are distinct texts.
            self = (try? MapValue(entries)).map(CEL.Value.map) ?? .null
        }
    }

    /// A JSON value of a declared type: moments as RFC 3339, spans as `90s`. Nil when it isn't of the type.
    package init?(_ json: JSONValue, as type: ValueType) {
        switch (type, json) {
        case (.nullable, .null), (.null, .null): self = .null
        case (.nullable(let inner), _): self.init(json, as: inner)
        case (.dyn, _): self.init(json)
        case (.bool, .bool(let flag)): self = .bool(flag)
        case (.int, _):
            guard let number = json.int else { return nil }
            self = .int(number)
        case (.uint, _):
            guard let number = json.int.flatMap(UInt.init(exactly:)) else { return nil }
            self = .uint(number)
        case (.double, _):
            guard let number = json.double else { return nil }
            self = .double(number)
        case (.string, .string(let text)): self = .string(text)
        case (.timestamp, .string(let text)):
            guard let moment = Timestamp(rfc3339: text) else { return nil }
            self = .timestamp(moment)
        case (.duration, .string(let text)):
            guard let span = DurationValue(parsing: text) else { return nil }
            self = .duration(span)
        case (.list(let element), .array(let items)):
            let values = items.compactMap { CEL.Value($0, as: element) }
            guard values.count == items.count else { return nil }
            self = .list(values)
        case (.map(_, let element), .object(let object)):
            let entries = object.members.compactMap { member in
                CEL.Value(member.value, as: element).map { MapValue.Entry(key: .string(member.key), value: $0) }
            }
            guard entries.count == object.count, let map = try? MapValue(entries) else { return nil }
            self = .map(map)
        default: return nil
        }
    }

    /// The value as JSON, as CEL's own mapping has it: moments as RFC 3339, spans as `90s`, bytes as Base64.
    package var json: JSONValue {
        switch self {
        case .null, .optional(nil): return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .uint(let number): return Int(exactly: number).map { .int($0) } ?? .string(String(number))
        // JSON has no number for them.
        case .double(let number): return number.isFinite ? .double(number) : .string("\(number)")
        case .string(let text): return .string(text)
        case .bytes(let bytes): return .string(base64(bytes))
        case .timestamp(let moment): return .string(moment.rfc3339)
        case .duration(let span): return .string(span.description)
        case .type(let name): return .string(name.name)
        case .optional(let value?): return value.json
        case .list(let items): return .array(items.map(\.json))
        case .map(let map):
            let members = map.entries.map { entry -> (String, JSONValue) in
                if case .string(let key) = entry.key { return (key, entry.value.json) }
                return (entry.key.json.description, entry.value.json)
            }
            return .object(JSONObject(members))
        }
    }
}

/// RFC 4648 §4.
private func base64(_ bytes: [UInt8]) -> String {
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

extension FieldSpec {
    /// What a record that doesn't give the field has: the only value it ever has, or nothing where the service may leave it out (Zoom
    /// leaves texts out where they are empty). Nil where there is no such value.
    package var absent: CEL.Value? {
        if let domain, domain.count == 1 { return domain[0] }
        return switch type {
        case .string: .string("")
        case .nullable, .null, .dyn: .null
        case .list: .list([])
        case .map: (try? MapValue([])).map(CEL.Value.map)
        default: nil
        }
    }
}
