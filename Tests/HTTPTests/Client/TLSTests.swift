import HTTP
import Testing

@Suite(.enabled(if: OpenSSLServer.path != nil, "the openssl command is missing: TLS IS NOT TESTED"))
struct TLSTests {
    private func failure(_ client: HTTPClient, port: Int) async -> HTTPFailure? {
        await #expect(throws: HTTPFailure.self) {
            _ = try await client.send(HTTPRequest(.post, "https://127.0.0.1:\(port)/", body: [1]))
        }
    }

    @Test func `an unknown certificate is refused, and nothing is sent`() async throws {
        let server = try OpenSSLServer()
        defer { server.stop() }
        let failure = await failure(HTTPClient(), port: server.port)
        #expect(failure?.kind == .tls)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test(arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
    func `an authority named in the environment is trusted`(_ variable: String) async throws {
        let server = try OpenSSLServer()
        defer { server.stop() }
        let configuration = HTTPClientConfiguration(environment: [variable: server.certificate])
        let response = try await HTTPClient(configuration).send(HTTPRequest(.get, "https://127.0.0.1:\(server.port)/"))
        #expect(response.status == 200)
    }

    @Test func `a trusted certificate for another host is refused`() async throws {
        let server = try OpenSSLServer(commonName: "other.example.com")
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.caFile = server.certificate
        let failure = await failure(HTTPClient(configuration), port: server.port)
        #expect(failure?.kind == .tls)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test func `TLS below 1.2 is refused`() async throws {
        let server = try OpenSSLServer(commonName: "127.0.0.1", ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.caFile = server.certificate
        let failure = await failure(HTTPClient(configuration), port: server.port)
        #expect(failure?.kind == .tls)
    }

}
