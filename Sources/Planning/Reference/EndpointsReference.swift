import PipelineCore

/// The page of the API calls that connectors make.
struct EndpointsReference {
    let catalog: Catalog

    /// One section a connector that calls a service.
    var sections: [String] {
        catalog.connectors.filter { !$0.endpoints.isEmpty }.map { connector in
            var parts = ["## `\(connector.name)`", calls(connector)]
            if !connector.former.isEmpty {
                let rows = connector.former.map { [inlineCode($0.name), $0.replacement] }
                parts.append("What older guides name:")
                parts.append(markdownTable(["Call", "What takes its place"], rows))
            }
            return parts.joined(separator: "\n\n")
        }
    }

    private func calls(_ connector: ConnectorDescriptor) -> String {
        let hasScopes = connector.endpoints.contains { $0.scope != nil }
        let head = ["Call", "What for", "Rate label"] + (hasScopes ? ["Scope", "Classic scope"] : [])
        let rows = connector.endpoints.map { endpoint in
            var row = [inlineCode(endpoint.name), endpoint.doc, inlineCode(endpoint.rate)]
            if hasScopes { row += [endpoint.scope, endpoint.classicScope].map { $0.map(inlineCode) ?? "" } }
            return row + [fields(endpoint, connector)]
        }
        return markdownTable(head + ["Fields that need it"], rows)
    }

    /// The fields that name the call among their costs, with their sources.
    private func fields(_ endpoint: EndpointSpec, _ connector: ConnectorDescriptor) -> String {
        var sources: [(field: String, sources: [String])] = []
        for source in connector.sources {
            for field in source.schema(source.defaults).fields where field.costs.contains(endpoint.name) {
                if let index = sources.firstIndex(where: { $0.field == field.name }) {
                    sources[index].sources.append(source.name)
                } else {
                    sources.append((field.name, [source.name]))
                }
            }
        }
        return sources.map { "\(inlineCode($0.field)) of \($0.sources.map(inlineCode).joined(separator: ", "))" }
            .joined(separator: "; ")
    }
}
