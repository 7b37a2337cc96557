package import JSON
package import YAML

extension JSONValue {
    /// An object schema that knows all of its keys; leaving all of them out is the same as an empty object.
    static func closedObject(
        _ properties: [(String, JSONValue)],
        required: [String] = [],
        acceptsNull: Bool = true
    ) -> JSONValue {
        var schema: JSONValue = [
            "type": acceptsNull && required.isEmpty ? ["object", "null"] : "object",
            "properties": .object(JSONObject(properties.map { (key: $0.0, value: $0.1) })),
            "additionalProperties": false,
        ]
        if !required.isEmpty { schema = schema.with("required", .array(required.map { .string($0) })) }
        return schema
    }

    /// The same object with one more member.
    func with(_ key: String, _ value: JSONValue) -> JSONValue {
        guard var object else { return self }
        object[key] = value
        return .object(object)
    }

    /// The same schema with descriptions that editors show as Markdown, where they have code in them.
    var withMarkdown: JSONValue {
        switch self {
        case .array(let items): return .array(items.map(\.withMarkdown))
        case .object(let members):
            var result = JSONObject(members.members.map { (key: $0.key, value: $0.value.withMarkdown) })
            if case .string(let text)? = members["description"], text.contains("`") {
                result["markdownDescription"] = .string(text)
            }
            return .object(result)
        default: return self
        }
    }

    /// A YAML tree by the core schema.
    package init(_ node: Node) {
        switch node.content {
        case .scalar(let scalar): self.init(scalar)
        case .sequence(let items): self = .array(items.map { JSONValue($0) })
        case .mapping(let mapping): self = .object(JSONObject(mapping.entries.map { ($0.name, JSONValue($0.value)) }))
        }
    }

    private init(_ scalar: Scalar) {
        if scalar.style != .plain {
            self = .string(scalar.text)
        } else if scalar.isNull {
            self = .null
        } else if case .bool(let value) = scalar.asBool {
            self = .bool(value)
        } else {
            self = scalar.asInt.map { .int($0) } ?? scalar.asDouble.map { .double($0) } ?? .string(scalar.text)
        }
    }
}
