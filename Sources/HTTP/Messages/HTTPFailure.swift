/// Why there is no complete response.
package struct HTTPFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The URL isn't one this client sends to: not `https`, nor `http` to loopback, or malformed.
        case refusedURL

        /// A header's name or value can't stand in a request.
        case invalidRequest

        /// The name of the host, or of the proxy, has no address.
        case couldNotResolve

        /// Nothing accepts connections there.
        case couldNotConnect

        /// The TLS handshake failed, or the certificate isn't to be trusted.
        case tls

        /// The deadline passed, or nothing moved for too long.
        case timedOut

        /// The connection broke before the response began.
        case reset

        /// The response ended before it was complete.
        case truncated

        /// The response's body is larger than allowed.
        case tooLarge

        /// The task that waited for it was cancelled.
        case cancelled

        /// What came isn't HTTP as we understand it, or a redirect led nowhere.
        case protocolError

        /// The client was shut down.
        case shutDown

        /// libcurl failed in itself: memory, descriptors.
        case local
    }

    /// What went wrong.
    package var kind: Kind

    /// What went wrong, with the host, for a person. Never the path or query, in which there may be addresses or
    /// tokens.
    package var message: String

    /// False only when the request provably never reached the server, so that sending it again can't do
    /// anything twice.
    package var mayHaveArrived: Bool

    /// Makes a failure.
    package init(_ kind: Kind, _ message: String, mayHaveArrived: Bool) {
        self.kind = kind
        self.message = message
        self.mayHaveArrived = mayHaveArrived
    }

    /// The message.
    package var description: String { message }
}
