package import PipelineCore
package import YAML

/// A configuration that is right as far as can be known without asking anybody: names are looked up, expressions compiled.
package struct Graph: Sendable {
    /// The connectors in use or named in the files, by name.
    package let connectors: [String: ConnectorNode]

    /// The pipelines: those of compact forms, then the others in the order of the files. Disabled ones are among them.
    package let pipelines: [Pipeline]

    /// The lists at the top level and of the connectors, by name; of two with one name the connector's.
    package let lists: [String: Int]

    /// The file's time zone.
    package let timeZone: String
}

/// An account of a service.
package struct ConnectorNode: Sendable {
    /// The connector's name: `zoom`.
    package let name: String

    /// Its options.
    package let options: Options

    /// Whether its pipelines run.
    package let isEnabled: Bool

    /// Where the file has it; nil when only the environment does.
    package let span: Span?
}
