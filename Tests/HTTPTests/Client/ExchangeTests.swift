import Foundation
import HTTP
import Synchronization
import Testing

@Suite struct ExchangeTests {
    static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test func `a response has its status, headers and body`() async throws {
        let server = try ScriptedServer.answering(
            "HTTP/1.1 404 Not Found\r\nX-Two: a\r\nContent-Length: 5\r\nx-two:  b \r\n\r\nhello"
        )
        defer { server.stop() }
        let response = try await HTTPClient().send(HTTPRequest(.get, server.url("/a?b=c")))
        #expect(response.status == 404)
        #expect(response.headers.values(for: "X-TWO") == ["a", "b"])
        #expect(response.body == Array("hello".utf8))
        #expect(response.timing.newConnection)
        #expect(try #require(response.timing.connect) <= response.timing.total)
        #expect(server.requests[0].line == "GET /a?b=c HTTP/1.1")
    }

    @Test func `a connection is used again`() async throws {
        let server = try ScriptedServer.answering(Self.ok)
        defer { server.stop() }
        let client = HTTPClient()
        for index in 0..<20 {
            let response = try await client.send(HTTPRequest(.get, server.url()))
            #expect(response.timing.newConnection == (index == 0))
            #expect((response.timing.connect == nil) == (index > 0))
        }
        #expect(server.accepted == 1)
        #expect(server.requests.count == 20)
    }

    @Test(arguments: HTTPRequest.Method.allCases, [nil, [], Array("{}".utf8), Array(repeating: 7, count: 300_000)])
    func `each method sends its body whole, and nothing we didn't ask for`(
        _ method: HTTPRequest.Method,
        _ body: [UInt8]?
    ) async throws {
        let server = try ScriptedServer.answering(Self.ok)
        defer { server.stop() }
        var request = HTTPRequest(method, server.url("/x"), headers: ["api-key": "s", "X-Empty": ""], body: body)
        request.deadline = .seconds(20)
        let response = try await HTTPClient(HTTPClientConfiguration(userAgent: "tester/1")).send(request)
        #expect(response.status == 200)
        let received = server.requests[0]
        #expect(received.line == "\(method.rawValue) /x HTTP/1.1")
        #expect(received.body == body ?? [])
        #expect(received.header("User-Agent") == "tester/1")
        #expect(received.header("X-Empty") == "")
        #expect(received.header("Expect") == nil)
        #expect(received.header("Content-Type") == nil)
        #expect(received.header("Accept-Encoding")?.contains("gzip") == true)
        if method == .post || method == .put || method == .patch {
            #expect(received.header("Content-Length") == String(body?.count ?? 0))
        }
    }

    @Test func `a path is sent as it is written`() async throws {
        let server = try ScriptedServer.answering(Self.ok)
        defer { server.stop() }
        _ = try await HTTPClient().send(HTTPRequest(.get, server.url("/a/../b%2F%2fc/./d?x=%2B")))
        #expect(server.requests[0].line == "GET /a/../b%2F%2fc/./d?x=%2B HTTP/1.1")
    }

    @Test func `the caller's own User-Agent and Content-Type win`() async throws {
        let server = try ScriptedServer.answering(Self.ok)
        defer { server.stop() }
        _ = try await HTTPClient().send(
            HTTPRequest(
                .post,
                server.url(),
                headers: ["user-agent": "mine", "content-type": "application/json"],
                body: [1]
            )
        )
        #expect(server.requests[0].headers.filter { $0.name.lowercased() == "user-agent" }.map(\.value) == ["mine"])
        #expect(server.requests[0].header("Content-Type") == "application/json")
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde",
    ])
    func `chunks and interim responses are put together, trailers and hints left out`(_ bytes: String) async throws {
        let server = try ScriptedServer.answering(bytes)
        defer { server.stop() }
        let response = try await HTTPClient().send(HTTPRequest(.get, server.url()))
        #expect(response.status == 200)
        #expect(response.body == Array("abcde".utf8))
        #expect(!response.headers.contains("X-Trailer") && !response.headers.contains("Link"))
    }

    @Test func `a body without a length ends with the connection`() async throws {
        let server = try ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall")
        }
        defer { server.stop() }
        #expect(try await HTTPClient().send(HTTPRequest(.get, server.url())).body == Array("all".utf8))
    }

    @Test func `a compressed body arrives decompressed`() async throws {
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.write(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(gzipHello.count)\r\n\r\n"
                )
                connection.write(gzipHello)
            }
        }
        defer { server.stop() }
        #expect(try await HTTPClient().send(HTTPRequest(.get, server.url())).body == Array("hello hello hello".utf8))
    }

    @Test func `a redirect is returned, not followed`() async throws {
        let server = try ScriptedServer.answering(
            "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
        )
        defer { server.stop() }
        #expect(try await HTTPClient().send(HTTPRequest(.get, server.url())).status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func `the moment of writing is told after the connection stands, and before the server has the request`()
        async throws
    {
        let writing = Mutex(0)
        let seen = Mutex([Int]())
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                seen.withLock { $0.append(writing.withLock { $0 }) }
                connection.write(Self.ok)
            }
        }
        defer { server.stop() }
        let client = HTTPClient()
        var request = HTTPRequest(.post, server.url(), body: [1])
        request.onWriting = { writing.withLock { $0 += 1 } }
        _ = try await client.send(request)
        _ = try await client.send(request)
        #expect(seen.withLock { $0 } == [1, 2])
    }
}

/// "hello hello hello" by `gzip -n`.
let gzipHello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40,
    0x90, 0x00, 0x80, 0x88, 0xF9, 0xE5, 0x11, 0x00, 0x00, 0x00,
]
