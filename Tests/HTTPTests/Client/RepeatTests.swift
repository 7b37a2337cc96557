import HTTP
import Testing

/// What happens when a kept connection turns out to be dead only after the request was written to it.
@Suite struct RepeatTests {
    /// Answers the first request of a connection and drops the connection at the second.
    private func server() throws -> ScriptedServer {
        try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(ExchangeTests.ok)
            _ = connection.readRequest()
        }
    }

    @Test(arguments: [HTTPRequest.Method.post, .patch], [[UInt8]?.some([1, 2]), [], nil])
    func `a request that isn't idempotent reaches the server no more than once`(
        _ method: HTTPRequest.Method,
        _ body: [UInt8]?
    ) async throws {
        let server = try server()
        defer { server.stop() }
        let client = HTTPClient()
        _ = try await client.send(HTTPRequest(.get, server.url("/first")))
        do throws(HTTPFailure) {
            _ = try await client.send(HTTPRequest(method, server.url("/second"), body: body))
            // With no body it travels on a connection of its own.
            #expect(body?.isEmpty ?? true)
        } catch {
            #expect(error.kind == .reset)
            #expect(error.mayHaveArrived)
        }
        #expect(server.requests.filter { $0.line.contains("/second") }.count == 1)
    }

    @Test(arguments: [HTTPRequest.Method.get, .put, .delete])
    func `an idempotent one is sent again on a new connection`(_ method: HTTPRequest.Method) async throws {
        let server = try server()
        defer { server.stop() }
        let client = HTTPClient()
        _ = try await client.send(HTTPRequest(.get, server.url("/first")))
        let body: [UInt8]? = method == .put ? [1, 2, 3] : nil
        let response = try await client.send(HTTPRequest(method, server.url("/second"), body: body))
        #expect(response.status == 200)
        let seen = server.requests.filter { $0.line.contains("/second") }
        #expect(seen.count == 2)
        #expect(seen.allSatisfy { $0.body == body ?? [] })
    }
}
