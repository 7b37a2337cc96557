import HTTP
import Testing

@Suite struct FailureTests {
    /// Sends and returns the failure.
    private func failure(
        _ request: HTTPRequest,
        _ configuration: HTTPClientConfiguration = HTTPClientConfiguration(),
        _ location: SourceLocation = #_sourceLocation
    ) async throws -> HTTPFailure {
        let client = HTTPClient(configuration)
        return try #require(
            await #expect(throws: HTTPFailure.self, sourceLocation: location) { _ = try await client.send(request) }
        )
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", HTTPFailure.Kind.truncated),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .truncated),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n", .truncated),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .truncated),
        ("", .reset),
        ("HTTP/1.1 2", .reset),
        ("220 mail.example.com ESMTP\r\n", .protocolError),
        ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope", .protocolError),
    ])
    func `an answer that breaks off or isn't HTTP is a failure`(_ bytes: String, _ kind: HTTPFailure.Kind) async throws
    {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write(bytes)
        }
        defer { server.stop() }
        let failure = try await failure(HTTPRequest(.post, server.url(), body: [1]))
        #expect(failure.kind == kind)
        #expect(failure.mayHaveArrived)
        #expect(failure.message.contains("127.0.0.1:\(server.port)"))
    }

    @Test func `a connection that is reset before the answer may have brought the request`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.reset()
        }
        defer { server.stop() }
        let failure = try await failure(HTTPRequest(.post, server.url(), body: [1]))
        #expect(failure.kind == .reset)
        #expect(failure.mayHaveArrived)
    }

    @Test func `where nothing listens, nothing arrived`() async throws {
        let server = try ScriptedServer.answering("")
        let url = server.url()
        server.stop()
        let failure = try await failure(HTTPRequest(.post, url, body: [1]))
        #expect(failure.kind == .couldNotConnect)
        #expect(!failure.mayHaveArrived)
    }

    @Test func `a name without an address is told as such`() async throws {
        let failure = try await failure(HTTPRequest(.post, "https://no-such-host.invalid/", body: [1]))
        #expect(failure.kind == .couldNotResolve)
        #expect(!failure.mayHaveArrived)
    }

    @Test func `a server that says nothing is given up at the deadline, and may have the request`() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            connection.waitForClose()
        }
        defer { server.stop() }
        let failure = try await failure(HTTPRequest(.get, server.url(), deadline: .milliseconds(200)))
        #expect(failure.kind == .timedOut)
        #expect(failure.mayHaveArrived)
    }

    @Test func `a request that waited for a connection until its deadline never arrived`() async throws {
        let release = Signal()
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            release.waitBlocking()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.maxConnectionsPerHost = 1
        let client = HTTPClient(configuration)
        let arrived = Signal()
        var first = HTTPRequest(.get, server.url())
        first.onWriting = { arrived.fire() }
        async let response = client.send(first)
        await arrived.wait()
        let failure = await #expect(throws: HTTPFailure.self) {
            _ = try await client.send(HTTPRequest(.post, server.url(), body: [1], deadline: .milliseconds(200)))
        }
        #expect(failure?.kind == .timedOut)
        #expect(failure?.mayHaveArrived == false)
        release.fire()
        #expect(try await response.status == 200)
    }

    @Test func `a transfer that stands still is given up long before the deadline`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            connection.waitForClose()
        }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.stallTimeout = .seconds(1)
        let clock = ContinuousClock()
        let start = clock.now
        let failure = try await failure(HTTPRequest(.get, server.url(), deadline: .seconds(600)), configuration)
        #expect(failure.kind == .timedOut)
        #expect(start.duration(to: clock.now) < .seconds(300))
    }

    @Test func `a deadline that has passed sends nothing`() async throws {
        let server = try ScriptedServer.answering(ExchangeTests.ok)
        defer { server.stop() }
        let failure = try await failure(HTTPRequest(.get, server.url(), deadline: .zero))
        #expect(failure.kind == .timedOut && !failure.mayHaveArrived)
        #expect(server.accepted == 0)
    }

    @Test(arguments: [
        "Content-Length: 1000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n3e8\r\n", "Connection: close\r\n\r\n",
    ])
    func `a body that is too large is refused, announced or not`(_ head: String) async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n" + head + String(repeating: "x", count: 1000))
            connection.waitForClose()
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.maxBodyBytes = 999
        #expect(try await failure(request).kind == .tooLarge)
    }

    @Test func `a body is counted after decompression`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzipHello.count)\r\n\r\n"
                )
                connection.write(gzipHello)
            }
        }
        defer { server.stop() }
        var request = HTTPRequest(.get, server.url())
        request.maxBodyBytes = 16
        #expect(try await failure(request).kind == .tooLarge)
        request.maxBodyBytes = 64
        #expect(try await HTTPClient().send(request).body.count == 17)
    }

    @Test(arguments: [
        ("http://example.com/", "example.com"), ("http://10.0.0.1/", "without TLS"),
        ("http://127.1/", "IP address"), ("http://0x7f.0.0.1/", "IP address"), ("http://2130706433/", "IP address"),
        ("http://127.0.0.1@example.com/", "user name"), ("https://u:p@example.com/", "user name"),
        ("http://127.0.0.1.example.com/", "without TLS"), ("http://localhost.example.com", "without TLS"),
        ("ftp://127.0.0.1/", "https://"), ("file:///etc/passwd", "https://"), ("/relative", "https://"),
        ("https://exa mple.com/", "percent-encoded"), ("https://example.com/ä", "percent-encoded"),
        ("https://127.0.0.1\\@example.com/", "percent-encoded"), ("https://example.com:0/", "port"),
        ("https://example.com:99999/", "port"), ("https:///path", "no host"), ("https://a/\r\nHost: b", "percent"),
    ])
    func `a URL that could leak is refused before anything is sent`(_ url: String, _ reason: String) async throws {
        let failure = try await failure(HTTPRequest(.get, url))
        #expect(failure.kind == .refusedURL)
        #expect(failure.message.contains(reason), "\(failure.message)")
        #expect(!failure.mayHaveArrived)
    }

    @Test(arguments: [("X-A", "1\r\nX-B: 2"), ("X A", "1"), ("", "1"), ("X-A", "\0"), ("X:A", "1")])
    func `a header that would break the head is refused`(_ name: String, _ value: String) async throws {
        let failure = try await failure(
            HTTPRequest(.get, "https://127.0.0.1:1/", headers: HTTPHeaders([(name, value)]))
        )
        #expect(failure.kind == .invalidRequest)
    }
}
