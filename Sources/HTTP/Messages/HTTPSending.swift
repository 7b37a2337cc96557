/// What sends requests: `HTTPClient`, or a fake in a test.
package protocol HTTPSending: Sendable {
    /// Sends a request and returns the complete response, of whatever status; redirects aren't followed.
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse
}
