import PipelineCore

/// The page of every key that a file may have, each with its whole path.
struct KeysReference {
    let catalog: Catalog

    /// One section for the top of the file, and one for each of its mappings.
    var sections: [String] {
        let top = TopLevelKey.allCases.map { [inlineCode($0.rawValue), "", "", $0.doc] }
        let free = [inlineCode(TopLevelKey.freePrefix + "…"), "", "", "Free: a place for anchors."]
        return [
            section("At the top", top + [free]),
            section("Connectors", catalog.connectors.flatMap(connector)),
            section("Pipelines", OptionTable.rows(PipelineKeys.settings, under: "pipelines.<name>.")),
            section("Stages", stages),
            section(
                "Sources",
                catalog.connectors.flatMap(\.sources).flatMap { end($0.name, $0.doc, $0.options, "source") }
            ),
            section("Sinks", catalog.connectors.flatMap(\.sinks).flatMap { end($0.name, $0.doc, $0.options, "sink") }),
        ]
    }

    private func connector(_ connector: ConnectorDescriptor) -> [[String]] {
        let path = "connectors.\(connector.name)"
        var fields = ConnectorKeys.plainOptions(connector)
        if !connector.compact.isEmpty {
            fields += connector.options.filter { ConnectorKeys.compact.contains($0.name) }
            fields.append(
                OptionField("field_mapping", .map(.string, keys: "a source's field"), TopLevelKey.fieldMapping.doc)
            )
        }
        return [[inlineCode(path), "a mapping", "", connector.doc]] + OptionTable.rows(fields, under: path + ".")
    }

    private var stages: [[String]] {
        let path = "pipelines.<name>.stages[]"
        return [
            [inlineCode("\(path).filter"), "an expression", "", "Keeps the records for which it is true."],
            [inlineCode("\(path).map"), "a mapping", "", "Makes one row out of each record: column → expression."],
        ] + OptionTable.rows(ColumnKeys.all, under: "\(path).map.<column>.")
    }

    private func end(_ name: String, _ doc: String, _ options: [OptionField], _ key: String) -> [[String]] {
        let path = "pipelines.<name>.\(key).\(name)"
        return [[inlineCode(path), "a mapping", "", doc]] + OptionTable.rows(options, under: path + ".")
    }

    private func section(_ title: String, _ rows: [[String]]) -> String {
        "## \(title)\n\n" + markdownTable(["Key", "Takes", "Default", "Meaning"], rows)
    }
}
