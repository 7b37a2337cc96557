extension JSONValue: CustomStringConvertible {
    /// Compact JSON.
    package var description: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }

    /// The compact JSON in UTF-8.
    package var bytes: [UInt8] {
        var writer = JSONWriter()
        writer.value(self)
        return writer.bytes
    }

    /// JSON for people: a line for each value, indented by two spaces a level, without a newline at the end.
    ///
    /// With `sorted`, the members of every object stand in the order of their keys; otherwise in their own.
    package func pretty(sorted: Bool = false) -> String {
        var text = ""
        print(into: &text, indent: "", sorted: sorted)
        return text
    }

    private func print(into text: inout String, indent: String, sorted: Bool) {
        let inner = indent + "  "
        switch self {
        case .array(let values) where !values.isEmpty:
            text += "["
            for (place, value) in values.enumerated() {
                text += place == 0 ? "\n\(inner)" : ",\n\(inner)"
                value.print(into: &text, indent: inner, sorted: sorted)
            }
            text += "\n\(indent)]"
        case .object(let object) where !object.isEmpty:
            text += "{"
            let members = sorted ? object.members.sorted { $0.key < $1.key } : object.members
            for (place, member) in members.enumerated() {
                text += place == 0 ? "\n\(inner)" : ",\n\(inner)"
                text += "\(JSONValue.string(member.key)): "
                member.value.print(into: &text, indent: inner, sorted: sorted)
            }
            text += "\n\(indent)}"
        default: text += description
        }
    }
}
