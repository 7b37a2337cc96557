import JSON
import PipelineCore

/// The schema of an entry of `pipelines`.
struct PipelineSchema {
    let catalog: Catalog

    var schema: JSONValue {
        .closedObject(
            PipelineKeys.settings.map { field in
                let doc = JSONValue.string(field.doc)
                return switch field.name {
                case "source":
                    (field.name, ends(catalog.connectors.flatMap(\.sources).map(End.init)).with("description", doc))
                case "sink":
                    (field.name, ends(catalog.connectors.flatMap(\.sinks).map(End.init)).with("description", doc))
                case "on": (field.name, triggers.with("description", doc))
                case "stages": (field.name, stages.with("description", doc))
                default: (field.name, ValueSchema.schema(field))
                }
            },
            required: ["source", "sink"]
        )
    }

    /// The events that are known are offered; services have more.
    private var triggers: JSONValue {
        let known = catalog.connectors.flatMap(\.compact).flatMap(\.webhooks).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        let event: JSONValue = ["anyOf": [["enum": .array(known.map { .string($0) })], ValueSchema.schema(.string)]]
        return .closedObject(
            PipelineKeys.triggers.map { field in
                guard field.name == "webhook" else { return (field.name, ValueSchema.schema(field)) }
                let schema = ValueSchema.oneOrMore(event).with("description", .string(field.doc))
                return (field.name, schema.with("examples", .array(known.prefix(2).map { .string($0) })))
            }
        )
    }

    /// What a source and a sink have in common.
    private struct End {
        let name: String
        let doc: String
        let options: [OptionField]

        init(_ source: SourceDescriptor) { (name, doc, options) = (source.name, source.doc, source.options) }

        init(_ sink: SinkDescriptor) { (name, doc, options) = (sink.name, sink.doc, sink.options) }
    }

    /// A name with options below it, or alone.
    private func ends(_ ends: [End]) -> JSONValue {
        let objects = ends.map { end in
            (
                end.name,
                JSONValue.closedObject(
                    end.options.map { ($0.name, ValueSchema.schema($0)) },
                    required: end.options.filter { $0.isRequired && $0.defaultValue == nil }.map(\.name)
                ).with("description", .string(end.doc))
            )
        }
        let alone = ends.filter { end in !end.options.contains { $0.isRequired && $0.defaultValue == nil } }
        return [
            "anyOf": [
                JSONValue.closedObject(objects, acceptsNull: false).with("minProperties", 1).with("maxProperties", 1),
                ["enum": .array(alone.map { .string($0.name) })],
            ]
        ]
    }

    private var stages: JSONValue {
        let filter = ValueSchema.reference("expression").with("description", "Keeps the records for which it is true.")
        let column: JSONValue = [
            "anyOf": [
                ValueSchema.reference("expression"),
                .closedObject(ColumnKeys.all.map(columnKey), required: ["value"], acceptsNull: false),
            ]
        ]
        let map: JSONValue = [
            "type": "object",
            "description": "Makes one row out of each record: column → expression.",
            "additionalProperties": column,
        ]
        return [
            "type": ["array", "null"],
            "items": [
                "anyOf": [
                    .closedObject([("filter", filter)], required: ["filter"], acceptsNull: false),
                    .closedObject([("map", map)], required: ["map"], acceptsNull: false),
                ]
            ],
        ]
    }

    private func columnKey(_ field: OptionField) -> (String, JSONValue) {
        let schema = field.name == "value" ? ValueSchema.reference("expression") : ValueSchema.schema(field)
        return (field.name, schema.with("description", .string(field.doc)))
    }
}
