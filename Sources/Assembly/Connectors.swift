internal import BrevoConnector
internal import FilesConnector
package import HTTP
package import PipelineCore
internal import ZoomConnector

/// The connectors there are. Adding one is a folder under `Sources/Connectors` and a line here.
package enum Connectors {
    /// What they offer, for checking, expanding and documenting files; opens nothing.
    package static let catalog = Catalog([
        ZoomConnector.descriptor, BrevoConnector.descriptor, FilesConnector.descriptor,
    ])

    /// The connectors themselves, over one HTTP client.
    package static func all(http: any HTTPSending) -> [any Connector] {
        [ZoomConnector(http: http), BrevoConnector(http: http), FilesConnector()]
    }
}
