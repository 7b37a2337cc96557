import JSON
package import PipelineCore

/// The JSON Schema (draft-07, which editors' YAML support knows best) of configuration files.
///
/// Made from the same declarations that files are read by; equal catalogs give equal text.
package func pipelineSchema(_ catalog: Catalog) -> String {
    FileSchema(catalog: catalog).root.withMarkdown.pretty()
}

/// The schema of a file, section by section.
private struct FileSchema {
    let catalog: Catalog

    var root: JSONValue {
        [
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": "Pipeline configuration",
            "description": "What records go from where to where, and what is made of them.",
            "type": "object",
            "properties": .object(JSONObject(TopLevelKey.allCases.map { ($0.rawValue, described($0)) })),
            "patternProperties": ["^\(TopLevelKey.freePrefix)": ["description": "Free: a place for anchors."]],
            "additionalProperties": false,
            "definitions": .object(JSONObject(ValueSchema.definitions)),
        ]
    }

    private func described(_ key: TopLevelKey) -> JSONValue {
        section(key).with("description", .string(key.doc))
    }

    private func section(_ key: TopLevelKey) -> JSONValue {
        switch key {
        case .connectors:
            .closedObject(catalog.connectors.map { ($0.name, connector($0)) })
        case .lists:
            ["type": ["object", "null"], "additionalProperties": ValueSchema.listId]
        case .fieldMapping: fieldMapping(catalog.connectors)
        case .timeZone: ValueSchema.schema(.timeZone)
        case .pipelines:
            [
                "type": ["object", "null"],
                "propertyNames": ["pattern": "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"],
                "additionalProperties": PipelineSchema(catalog: catalog).schema,
            ]
        case .tests: ["type": ["object", "null"], "additionalProperties": TestSchema.schema]
        }
    }

    private func connector(_ connector: ConnectorDescriptor) -> JSONValue {
        let credential = connector.soleCredential?.name
        var properties = ConnectorKeys.plainOptions(connector).map { ($0.name, ValueSchema.schema($0)) }
        if !connector.compact.isEmpty {
            properties.append(("sync", sync(connector)))
            properties.append(("lists", lists(connector)))
            properties.append(
                ("field_mapping", fieldMapping([connector]).with("description", .string(TopLevelKey.fieldMapping.doc)))
            )
        }
        let required = connector.options.filter { $0.isRequired && $0.defaultValue == nil && $0.name != credential }
        return .closedObject(properties, required: required.map(\.name)).with("description", .string(connector.doc))
    }

    private func sync(_ connector: ConnectorDescriptor) -> JSONValue {
        let fields = ConnectorKeys.syncFields(connector)
        return .closedObject(fields.map { ($0.name, ValueSchema.schema($0)) })
            .with("description", "What is synced: each key stands for one pipeline or several.")
    }

    private func lists(_ connector: ConnectorDescriptor) -> JSONValue {
        let names = ConnectorKeys.listNames(connector)
        return .closedObject(
            names.map { name in
                let sources = connector.compact.filter { $0.list == name }.map { "`\($0.source)`" }
                let declared = ConnectorKeys.listFields(connector).first { $0.name == name }?.doc
                let doc = declared ?? "The list that \(sources.joined(separator: ", ")) fills."
                return (name, ValueSchema.listId.with("description", .string(doc)))
            }
        ).with("description", "The lists that `sync` fills, by what fills them.")
    }

    /// Every field of the sources that compact forms read, once.
    private func fieldMapping(_ connectors: [ConnectorDescriptor]) -> JSONValue {
        var fields: [(String, JSONValue)] = []
        var seen: Set<String> = []
        for rule in connectors.flatMap(\.compact) {
            guard let source = catalog.source(rule.source) else { continue }
            for field in source.schema(source.defaults).fields where seen.insert(field.name).inserted {
                let doc = "\(field.doc) (\(field.typeText))"
                fields.append((field.name, ["type": ["string", "number"], "description": .string(doc)]))
            }
        }
        return .closedObject(fields)
    }
}
