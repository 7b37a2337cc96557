extension Value {
    /// The value as an expression writes it: `"text"`, `duration("60s")`. For messages and hints; long ones are cut.
    package var source: String {
        switch self {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .uint(let number): return "\(number)u"
        case .double(let number):
            let text = DoubleText.plain(number)
            return number.isFinite && !text.contains(".") && !text.contains("e") ? text + ".0" : text
        case .string(let text):
            let cut = String(text.unicodeScalars.prefix(80))
            return Quoting.quote(cut) + (cut.utf8.count < text.utf8.count ? "…" : "")
        case .bytes(let bytes): return "bytes of length \(bytes.count)"
        case .list(let items):
            let shown = items.prefix(8).map(\.source) + (items.count > 8 ? ["…"] : [])
            return "[" + shown.joined(separator: ", ") + "]"
        case .map(let map): return map.count == 0 ? "{}" : "a map of \(map.count) entries"
        case .timestamp(let moment): return "timestamp(\"\(moment)\")"
        case .duration(let span): return "duration(\"\(span)\")"
        case .type(let name): return name.name
        case .optional(let value): return value.map { "optional.of(\($0.source))" } ?? "optional.none()"
        }
    }
}
