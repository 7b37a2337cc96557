internal import BrevoConnector
internal import FilesConnector
package import HTTP
package import PipelineCore
internal import Planning
internal import ZoomConnector

/// The connectors there are. Adding one is a folder under `Sources/Connectors` and a line here.
package enum Connectors {
    /// What they offer, for checking, expanding and documenting files; opens nothing.
    package static let catalog = Catalog([
        ZoomConnector.descriptor, BrevoConnector.descriptor, FilesConnector.descriptor,
    ])

    /// What tells the webhooks of a graph's services from anybody's requests; those without a secret are left out.
    static func webhookGates(_ graph: Graph) -> [any WebhookGate] {
        guard let zoom = graph.connectors["zoom"], zoom.isEnabled else { return [] }
        let gate = ZoomWebhooks(zoom.options)
        return gate.isOpen ? [gate] : []
    }

    /// Reads the body of one of Zoom's webhooks, whoever sent it.
    static func zoomEvent(from body: [UInt8]) -> WebhookEvent { ZoomWebhooks(Options()).event(from: body) }

    /// The connectors themselves, over one HTTP client.
    package static func all(http: any HTTPSending) -> [any Connector] {
        [ZoomConnector(http: http), BrevoConnector(http: http), FilesConnector()]
    }
}
