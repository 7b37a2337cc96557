package import Hummingbird
internal import PipelineCore

/// `GET /healthz`: the program runs and answers. `GET /readyz`: it takes webhooks, too.
package struct HealthRoutes: Routes {
    private let isReady: @Sendable () -> Bool

    /// Makes the routes.
    package init(isReady: @escaping @Sendable () -> Bool) {
        self.isReady = isReady
    }

    package func add(to router: Router<BasicRequestContext>) {
        router.get("healthz") { _, _ in Self.answer("ok", .ok) }
        router.get("readyz") { _, _ in
            isReady() ? Self.answer("ready", .ok) : Self.answer("not ready", .serviceUnavailable)
        }
    }

    private static func answer(_ word: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"status":"\#(word)"}"#))
        )
    }
}
