import JSON
import PipelineCore
import YAML

/// The schemas of single values, by the kind that their key is declared to have.
enum ValueSchema {
    /// What other schemas refer to.
    static let definitions: [(String, JSONValue)] = [
        (
            "reference",
            [
                "type": "string", "pattern": "\\$\\{[A-Za-z_]",
                "description": "A value with `${VAR}`, `${VAR:-default}` or `${VAR:?message}` in it.",
            ]
        ),
        (
            "expression",
            ["type": ["string", "number", "boolean"], "description": "A CEL expression; a field's name is one."]
        ),
        ("rate", ["type": "string", "pattern": "^[0-9]+ */ *(s|min|h|day)$"]),
    ]

    /// A list's id, or its name in the account.
    static let listId: JSONValue = ["anyOf": [["type": "integer", "minimum": 1], ["type": "string", "minLength": 1]]]

    /// The schema of a key's value, with its description, default and examples.
    static func schema(_ field: OptionField) -> JSONValue {
        var schema = schema(field.kind)
        var doc = field.doc
        if case .choice(let choices) = field.kind {
            doc += " " + choices.map(\.sentence).joined(separator: " ")
        }
        if let retired = field.retired {
            doc += " No longer needed: \(retired)."
            schema = ["deprecated": true]
        }
        schema = schema.with("description", .string(doc))
        if let value = field.defaultValue.flatMap(json) { schema = schema.with("default", value) }
        let examples = field.examples.compactMap(example)
        return examples.isEmpty ? schema : schema.with("examples", .array(examples))
    }

    /// The schema of a value of one kind.
    static func schema(_ kind: OptionKind) -> JSONValue {
        switch kind {
        case .string, .secret: ["type": ["string", "number", "boolean"]]
        case .bool: orReference(["type": "boolean"])
        case .int(let bounds): orReference(integer(bounds))
        case .double(let bounds):
            orReference(
                ["type": "number", "minimum": .double(bounds.lowerBound), "maximum": .double(bounds.upperBound)]
            )
        case .duration: orReference(["type": "string", "pattern": "^[0-9]+[smhd]$"])
        case .url: orReference(["type": "string", "format": "uri", "pattern": "^https?://"])
        case .identifier: orReference(["type": ["string", "integer", "boolean"], "pattern": "^[A-Za-z0-9_-]{1,255}$"])
        case .timeZone:
            orReference(["type": "string", "pattern": "^(UTC|[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z][A-Za-z0-9_+-]*){1,2})$"])
        case .choice(let choices): orReference(["enum": .array(choices.map { .string($0.name) })])
        case .rates: oneOrMore(orReference(reference("rate")))
        case .listReference: ["anyOf": [["type": "integer", "minimum": 1], ["type": "string"]]]
        case .expression: reference("expression")
        case .list(let item): oneOrMore(schema(item))
        case .map(let item, let keys):
            ["type": ["object", "null"], "description": .string(keys), "additionalProperties": schema(item)]
        case .object(let fields):
            .closedObject(
                fields.map { ($0.name, schema($0)) },
                required: fields.filter { $0.isRequired && $0.defaultValue == nil }.map(\.name)
            )
        }
    }

    /// A schema from ``definitions``. In draft-07 nothing beside `$ref` counts, so it stands in an `allOf`.
    static func reference(_ name: String) -> JSONValue {
        ["allOf": [["$ref": .string("#/definitions/\(name)")]]]
    }

    private static func orReference(_ schema: JSONValue) -> JSONValue {
        ["anyOf": [schema, ["$ref": "#/definitions/reference"]]]
    }

    /// A list of items, a single item without the list, or nothing.
    static func oneOrMore(_ item: JSONValue) -> JSONValue {
        ["anyOf": [["type": "array", "items": item], item, ["type": "null"]]]
    }

    private static func integer(_ bounds: ClosedRange<Int>) -> JSONValue {
        var schema: JSONValue = ["type": "integer"]
        if bounds.lowerBound != .min { schema = schema.with("minimum", .int(bounds.lowerBound)) }
        if bounds.upperBound != .max { schema = schema.with("maximum", .int(bounds.upperBound)) }
        return schema
    }

    /// A default as a file would have it.
    static func json(_ value: OptionValue) -> JSONValue? {
        switch value {
        case .string(let text): .string(text)
        case .bool(let value): .bool(value)
        case .int(let number): .int(number)
        case .double(let number): .double(number)
        case .duration(let seconds): .string(durationText(seconds))
        case .rates(let rates): .array(rates.map { .string("\($0.count)/\($0.period.rawValue)") })
        case .expression(let filter): .string(filter.text)
        case .list(let items): .array(items.compactMap(json))
        case .map(let entries):
            .object(
                JSONObject(
                    entries.sorted { $0.key < $1.key }.compactMap { key, value in json(value).map { (key, $0) } }
                )
            )
        case .object(let options):
            .object(JSONObject(options.names.compactMap { name in options[name].flatMap(json).map { (name, $0) } }))
        case .secret: nil
        }
    }

    /// An example, written as YAML, as the value that it is.
    private static func example(_ text: String) -> JSONValue? {
        parse(SourceText(name: "example", text: text)).root.map(JSONValue.init)
    }
}
