package import CEL
internal import Crypto
internal import JSON
package import PipelineCore

/// Lets Zoom's webhooks in, and nobody else's.
package struct ZoomWebhooks: WebhookGate {
    package let service = "zoom"

    private let signature: WebhookSignature?

    /// Makes the gate that the options under `connectors.zoom` ask for. Without `webhook.secret_token` it refuses everything.
    package init(_ options: Options) {
        let webhook = options.object("webhook")
        signature = WebhookSignature(
            secret: webhook.secret("secret_token") ?? Secret(""),
            tolerance: webhook.seconds("tolerance") ?? WebhookSignature.usualTolerance
        )
    }

    /// Whether webhooks can be proved to be Zoom's.
    package var isOpen: Bool { signature != nil }

    package func judge(_ delivery: WebhookDelivery, at now: Timestamp) -> WebhookVerdict {
        guard let signature else { return .refused("no-secret-token") }
        let problem = signature.problem(
            signature: delivery.headers["x-zm-signature"],
            timestamp: delivery.headers["x-zm-request-timestamp"],
            body: delivery.body,
            at: now
        )
        if let problem { return .refused(problem.rawValue) }
        if let body = try? WebhookBody(delivery.body), body.name == "endpoint.url_validation" {
            return Self.answer(to: body, signature)
        }
        return .event(event(from: delivery.body))
    }

    package func event(from body: [UInt8]) -> WebhookEvent {
        do throws(WebhookBody.Malformed) {
            let read = try WebhookBody(body)
            return WebhookEvent(
                service: service,
                name: read.name,
                identity: read.identity,
                occurred: read.occurred ?? Timestamp(seconds: 0),
                focus: FocusedSession(read)?.focus,
                body: body
            )
        } catch {
            return WebhookEvent(
                service: service,
                name: "",
                identity: "unreadable|" + SHA256.hash(data: body).description,
                occurred: Timestamp(seconds: 0),
                focus: nil,
                body: body,
                problem: error.reason
            )
        }
    }

    /// Zoom asks so when an address is entered, and every 72 hours.
    private static func answer(to body: WebhookBody, _ signature: WebhookSignature) -> WebhookVerdict {
        guard let token = body.payload["plainToken"]?.string else { return .refused("no-plain-token") }
        let answer: JSONValue = [
            "plainToken": .string(token), "encryptedToken": .string(signature.encrypted(token: token)),
        ]
        return .answer(answer.bytes)
    }
}
