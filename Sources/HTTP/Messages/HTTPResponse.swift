/// A complete answer to a request, of whatever status.
package struct HTTPResponse: Sendable, Hashable {
    /// The status code, 200–599.
    package var status: Int

    /// The header fields of the final response (not of interim 1xx responses), without trailers.
    package var headers: HTTPHeaders

    /// The whole body, decompressed; `Content-Encoding` and `Content-Length` still describe what was on the wire.
    package var body: [UInt8]

    /// How long it took.
    package var timing: Timing

    /// Makes a response.
    package init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = [], timing: Timing = Timing()) {
        self.status = status
        self.headers = headers
        self.body = body
        self.timing = timing
    }

    /// How long the parts of an exchange took, all counted from the moment it was handed to the client.
    package struct Timing: Sendable, Hashable {
        /// Until the last byte of the response.
        package var total: Duration

        /// Until the connection stood, TLS included; nil when one was reused.
        package var connect: Duration?

        /// Whether a connection had to be made for this request.
        package var newConnection: Bool

        /// Until the first byte of the response.
        package var firstByte: Duration

        /// Makes a timing; all zero by default, as fakes want it.
        package init(
            total: Duration = .zero,
            connect: Duration? = nil,
            newConnection: Bool = false,
            firstByte: Duration = .zero
        ) {
            self.total = total
            self.connect = connect
            self.newConnection = newConnection
            self.firstByte = firstByte
        }
    }
}
