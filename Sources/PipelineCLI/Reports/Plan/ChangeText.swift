import CEL
import PipelineCore
import State

/// What a plan does to a contact, as people read it.
struct ChangeText {
    /// Names of lists, by number.
    let lists: [Int: String]

    /// The part of a change that one pipeline asks for: `MEETING_DURATION 1180 → 2710, list 16`.
    func text(_ change: EntityChange, of pipeline: Int) -> String {
        var parts = change.attributes.filter { $0.value.pipeline == pipeline }.sorted { $0.key < $1.key }.map {
            attribute($0.key, change.before, $0.value.value)
        }
        parts += change.memberships.filter { $0.value == pipeline }.keys.sorted().map { "+ list \($0)" }
        return parts.isEmpty ? "nothing but the address" : parts.joined(separator: ", ")
    }

    private func attribute(_ name: String, _ before: Existing?, _ value: Value) -> String {
        guard before != nil else { return "\(name) \(Self.text(value))" }
        return "\(name) \(before?.attributes[name].map(Self.text) ?? "(empty)") → \(Self.text(value))"
    }

    /// `“Spring demo”`, `2710`, `2026-11-18`.
    static func text(_ value: Value) -> String {
        switch value {
        case .string(let text):
            let shown = text.count > 60 ? text.prefix(59) + "…" : text[...]
            return isDay(text) ? text : "“\(shown.map { $0.isNewline ? " " : String($0) }.joined())”"
        case .bool(let flag): return flag ? "true" : "false"
        case .int(let number): return String(number)
        case .double(let number): return Int(exactly: number).map(String.init) ?? "\(number)"
        case .list(let items): return "[" + items.map(text).joined(separator: ", ") + "]"
        default: return "\(value)"
        }
    }

    private static func isDay(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 10
            && bytes.enumerated().allSatisfy { place, byte in
                place == 4 || place == 7 ? byte == UInt8(ascii: "-") : (0x30...0x39).contains(byte)
            }
    }
}
