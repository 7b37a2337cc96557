import HTTP
import Testing

@Suite struct RedirectTests {
    /// A server that redirects `/from` to the given place and answers anything else.
    private func server(_ location: String) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while let request = connection.readRequest() {
                connection.write(
                    request.line.contains("/from")
                        ? "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n" : ExchangeTests.ok
                )
            }
        }
    }

    private let headers: HTTPHeaders = [
        "Authorization": "Bearer s", "api-key": "k", "Cookie": "c", "Accept": "a/b", "User-Agent": "me",
    ]

    @Test(arguments: ["/to?x=%2F#f", "to?x=%2F", "./q/../to?x=%2F"])
    func `within one origin the headers go along`(_ location: String) async throws {
        let server = try server(location)
        defer { server.stop() }
        let response = try await HTTPClient().sendFollowingRedirects(
            HTTPRequest(.get, server.url("/from?a"), headers: headers)
        )
        #expect(response.status == 200)
        #expect(server.requests.map(\.line) == ["GET /from?a HTTP/1.1", "GET /to?x=%2F HTTP/1.1"])
        #expect(server.requests[1].header("authorization") == "Bearer s")
    }

    @Test func `to another port no credential goes along`() async throws {
        let other = try ScriptedServer.answering(ExchangeTests.ok)
        let server = try server(other.url("/to"))
        defer {
            server.stop()
            other.stop()
        }
        let response = try await HTTPClient().sendFollowingRedirects(
            HTTPRequest(.get, server.url("/from"), headers: headers)
        )
        #expect(response.status == 200)
        let received = other.requests[0]
        #expect(received.header("Accept") == "a/b" && received.header("User-Agent") == "me")
        for name in ["Authorization", "api-key", "Cookie"] {
            #expect(received.header(name) == nil, "\(name)")
        }
    }

    @Test func `a circle ends after five redirects`() async throws {
        let server = try server("/from")
        defer { server.stop() }
        let failure = await #expect(throws: HTTPFailure.self) {
            _ = try await HTTPClient().sendFollowingRedirects(HTTPRequest(.get, server.url("/from")))
        }
        #expect(failure?.kind == .protocolError)
        #expect(server.requests.count == 6)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "http://example.com/", "http://user@127.0.0.1/"])
    func `a redirect to where we don't send isn't followed`(_ location: String) async throws {
        let server = try server(location)
        defer { server.stop() }
        await #expect(throws: HTTPFailure.self) {
            _ = try await HTTPClient().sendFollowingRedirects(HTTPRequest(.get, server.url("/from")))
        }
    }

    @Test func `from https to http is never followed`() async {
        struct Fake: HTTPSending {
            func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
                HTTPResponse(status: 301, headers: ["location": "http://127.0.0.1/"])
            }
        }
        let failure = await #expect(throws: HTTPFailure.self) {
            _ = try await Fake().sendFollowingRedirects(HTTPRequest(.get, "https://127.0.0.1/"))
        }
        #expect(failure?.message.contains("https to http") == true)
    }

    @Test func `a POST isn't redirected`() async {
        let failure = await #expect(throws: HTTPFailure.self) {
            _ = try await HTTPClient().sendFollowingRedirects(HTTPRequest(.post, "https://127.0.0.1:1/"))
        }
        #expect(failure?.kind == .invalidRequest)
    }
}
