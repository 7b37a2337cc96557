/// One HTTP request, ready to be sent.
package struct HTTPRequest: Sendable {
    /// What is asked for.
    package enum Method: String, Sendable, Hashable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
        case patch = "PATCH"

        /// Whether sending it twice does no more than sending it once (RFC 9110 §9.2.2).
        package var isIdempotent: Bool {
            switch self {
            case .get, .put, .delete: true
            case .post, .patch: false
            }
        }
    }

    /// The method.
    package var method: Method

    /// The absolute URL, already percent-encoded; `https`, or `http` to a loopback address.
    package var url: String

    /// The header fields. The client adds `User-Agent`, `Accept-Encoding` and `Content-Length`.
    package var headers: HTTPHeaders

    /// The body; nil for none.
    package var body: [UInt8]?

    /// How long the whole exchange may take, waiting for a connection included.
    package var deadline: Duration

    /// How many bytes the response's body may have, after decompression.
    package var maxBodyBytes: Int

    /// Is called when the connection stands and the request is just about to be written, once for each time
    /// it is written.
    ///
    /// A rate budget learns by it when a request left, which on a new connection is much later than when it was
    /// granted. Runs on the client's own thread: it must be quick and must not block.
    package var onWriting: (@Sendable () -> Void)?

    /// Makes a request; by default 60 s and 64 MiB are allowed.
    package init(
        _ method: Method,
        _ url: String,
        headers: HTTPHeaders = [:],
        body: [UInt8]? = nil,
        deadline: Duration = .seconds(60),
        maxBodyBytes: Int = 64 << 20
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.maxBodyBytes = maxBodyBytes
    }
}
