package import Hummingbird
internal import NIOCore
internal import PipelineCore

/// `POST /webhooks/<service>`: where services send what happened.
package struct WebhookRoutes: Routes {
    private let receiver: Receiver

    /// The largest body: Zoom's largest events, with the files of a long recording, have some ten kilobytes.
    private static let largestBody = 1024 * 1024

    /// How long a body may take to arrive.
    private static let patience = Duration.seconds(10)

    /// Makes the routes.
    package init(_ receiver: Receiver) {
        self.receiver = receiver
    }

    package func add(to router: Router<BasicRequestContext>) {
        router.post("webhooks/:service") { request, context in
            await respond(to: request, for: context.parameters.get("service") ?? "")
        }
    }

    private func respond(to request: Request, for service: String) async -> Response {
        let body: [UInt8]
        switch await Self.body(of: request) {
        case .whole(let bytes): body = bytes
        case .tooLarge: return Self.closing(.contentTooLarge)
        case .late: return Self.closing(.requestTimeout)
        case .broken: return Self.closing(.badRequest)
        }
        let headers = Dictionary(
            request.headers.map { ($0.name.canonicalName, $0.value) },
            uniquingKeysWith: { first, _ in first }
        )
        switch await receiver.receive(WebhookDelivery(headers: headers, body: body), for: service) {
        case .stored: return Response(status: .ok)
        case .answer(let bytes):
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            )
        case .refused: return Response(status: .unauthorized)
        case .unknown: return Response(status: .notFound)
        case .unavailable: return Response(status: .serviceUnavailable)
        }
    }

    private enum Body: Sendable {
        case whole([UInt8])
        case tooLarge
        case late
        case broken
    }

    private static func body(of request: Request) async -> Body {
        await withTaskGroup(of: Body.self) { group in
            group.addTask {
                do {
                    return .whole(Array(try await request.body.collect(upTo: largestBody).readableBytesView))
                } catch is NIOTooManyBytesError {
                    return .tooLarge
                } catch {
                    return .broken
                }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return .late
            }
            let first = await group.next() ?? .broken
            group.cancelAll()
            return first
        }
    }

    /// What is left of the request isn't read.
    private static func closing(_ status: HTTPResponse.Status) -> Response {
        Response(status: status, headers: [.connection: "close"])
    }
}
