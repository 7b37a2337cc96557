internal import Logging
package import PipelineCore

/// Files and standard output.
package struct FilesConnector: Connector {
    private let output: StandardOutput

    /// Makes the connector.
    package init() { self.init(output: StandardOutput()) }

    init(output: StandardOutput) { self.output = output }

    /// What files offer.
    package static var descriptor: ConnectorDescriptor { FilesDescriptor.descriptor }

    /// The same, of an instance.
    package var descriptor: ConnectorDescriptor { Self.descriptor }

    /// Opens it; no file is touched.
    package func open(_ options: Options, context: ConnectorContext) throws -> any ConnectorSession {
        FilesSession(output: output)
    }
}
