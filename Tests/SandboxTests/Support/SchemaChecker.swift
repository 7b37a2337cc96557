@testable import Sandbox

/// Checks a value against the part of JSON schema the definitions use. Fields no schema names are faults too, unless
/// the schema leaves its fields open.
struct SchemaChecker {
    var reference: Reference

    /// What is wrong, each with its place.
    func faults(_ value: WireValue, _ schema: WireValue, at path: String = "$") -> [String] {
        let schema = reference.resolved(schema)
        for keyword in ["oneOf", "anyOf"] {
            if let choices = schema[keyword]?.elements {
                let attempts = choices.map { faults(value, $0, at: path) }
                return attempts.contains(where: \.isEmpty) ? [] : attempts.first ?? []
            }
        }
        if value == .null, schema["nullable"] == true || schema["type"]?.string == "null" { return [] }
        if let choices = schema["enum"]?.elements, !choices.contains(value) {
            return ["\(path): \(value) is none of \(choices.map(\.self))"]
        }
        let shape = merged(schema)
        if value.members != nil, !shape.properties.isEmpty || schema["type"]?.string == "object" {
            return objectFaults(value, shape, schema, at: path)
        }
        switch schema["type"]?.string {
        case "array":
            guard let elements = value.elements else { return ["\(path): not an array but \(value.typeName)"] }
            guard let items = schema["items"] else { return [] }
            return elements.enumerated().flatMap { faults($1, items, at: "\(path)[\($0)]") }
        case "string":
            guard let text = value.string else { return ["\(path): not a string but \(value.typeName)"] }
            return formatFault(text, schema["format"]?.string).map { ["\(path): \($0)"] } ?? []
        case "integer": return value.integer == nil ? ["\(path): not an integer but \(value.typeName)"] : []
        case "number": return value.number == nil ? ["\(path): not a number but \(value.typeName)"] : []
        case "boolean": return value.boolean == nil ? ["\(path): not a boolean but \(value.typeName)"] : []
        case "object": return ["\(path): not an object but \(value.typeName)"]
        default: return []
        }
    }

    private struct Merged {
        var properties: [String: WireValue] = [:]
        var required: Set<String> = []
        var isOpen = false
    }

    /// The fields of a schema and of all it is composed of.
    private func merged(_ schema: WireValue) -> Merged {
        let schema = reference.resolved(schema)
        var result = Merged()
        for part in schema["allOf"]?.elements ?? [] {
            let inner = merged(part)
            result.properties.merge(inner.properties) { first, _ in first }
            result.required.formUnion(inner.required)
            result.isOpen = result.isOpen || inner.isOpen
        }
        for member in schema["properties"]?.members ?? [] { result.properties[member.key] = member.value }
        result.required.formUnion(schema["required"]?.elements?.compactMap(\.string) ?? [])
        if let additional = schema["additionalProperties"], additional != false { result.isOpen = true }
        return result
    }

    private func objectFaults(_ value: WireValue, _ shape: Merged, _ schema: WireValue, at path: String) -> [String] {
        var faults = shape.required.filter { value[$0] == nil }.sorted().map { "\(path): \($0) is missing" }
        for member in value.members ?? [] {
            if let inner = shape.properties[member.key] {
                faults += self.faults(member.value, inner, at: "\(path).\(member.key)")
            } else if !shape.isOpen && !shape.properties.isEmpty {
                faults.append("\(path).\(member.key): not in the definition")
            }
        }
        return faults
    }

    private func formatFault(_ text: String, _ format: String?) -> String? {
        switch format {
        case "date-time": Moment(iso: text) == nil || !text.contains("T") ? "'\(text)' is no date-time" : nil
        case "date": Moment(date: text) == nil ? "'\(text)' is no date" : nil
        default: nil
        }
    }
}
