/// All connectors there are, by name.
package struct Catalog: Sendable {
    /// The connectors, in the order of the documentation.
    package let connectors: [ConnectorDescriptor]

    /// Makes a catalog.
    package init(_ connectors: [ConnectorDescriptor]) {
        self.connectors = connectors
    }

    /// The connector called `name`.
    package func connector(_ name: String) -> ConnectorDescriptor? { connectors.first { $0.name == name } }

    /// The source called `name`, with its connector's name.
    package func source(_ name: String) -> SourceDescriptor? {
        connectors.lazy.flatMap(\.sources).first { $0.name == name }
    }

    /// The sink called `name`.
    package func sink(_ name: String) -> SinkDescriptor? {
        connectors.lazy.flatMap(\.sinks).first { $0.name == name }
    }
}
