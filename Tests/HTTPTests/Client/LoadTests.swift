import Foundation
import HTTP
import Testing

@Suite struct LoadTests {
    @Test func `a thousand requests at once share sixteen connections`() async throws {
        let server = try ScriptedServer { connection in
            while let request = connection.readRequest() {
                let number = request.line.split(separator: " ")[1].dropFirst()
                connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(number.utf8.count)\r\n\r\n\(number)")
            }
        }
        defer { server.stop() }
        let client = HTTPClient()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<1000 {
                let request = HTTPRequest(.get, server.url("/\(number)"))
                group.addTask {
                    let response = try await client.send(request)
                    #expect(String(decoding: response.body, as: UTF8.self) == "\(number)")
                }
            }
            try await group.waitForAll()
        }
        #expect(server.accepted <= 16)
        #expect(server.requests.count == 1000)
    }

    @Test func `the number of connections to a host is bounded as configured`() async throws {
        let release = Signal()
        let server = try ScriptedServer { connection in
            while connection.readRequest() != nil {
                release.waitBlocking()
                connection.write(ExchangeTests.ok)
            }
        }
        defer { server.stop() }
        var configuration = HTTPClientConfiguration()
        configuration.maxConnectionsPerHost = 3
        let client = HTTPClient(configuration)
        let third = Signal()
        let written = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<9 {
                var request = HTTPRequest(.get, server.url())
                request.onWriting = { if written.increment() == 3 { third.fire() } }
                let ready = request
                group.addTask { _ = try await client.send(ready) }
            }
            await third.wait()
            release.fire()
            try await group.waitForAll()
        }
        #expect(server.accepted == 3)
    }

    @Test func `shutting down ends what is on its way, and what comes later`() async throws {
        let arrived = Signal()
        let server = try ScriptedServer { connection in
            _ = connection.readRequest()
            arrived.fire()
            connection.waitForClose()
        }
        defer { server.stop() }
        let client = HTTPClient()
        let request = HTTPRequest(.post, server.url(), body: [1], deadline: .seconds(600))
        let task = Task { () async throws(HTTPFailure) -> HTTPResponse in try await client.send(request) }
        await arrived.wait()
        await client.shutdown()
        let underway = await #expect(throws: HTTPFailure.self) { _ = try await task.value }
        #expect(underway?.kind == .shutDown && underway?.mayHaveArrived == true)
        let later = await #expect(throws: HTTPFailure.self) { _ = try await client.send(request) }
        #expect(later?.kind == .shutDown && later?.mayHaveArrived == false)
        await client.shutdown()
    }

    @Test func `shutting down in the middle of many requests resumes each of them`() async throws {
        let server = try ScriptedServer.answering(ExchangeTests.ok)
        defer { server.stop() }
        for _ in 0..<20 {
            let client = HTTPClient()
            let request = HTTPRequest(.get, server.url())
            await withTaskGroup { group in
                for _ in 0..<50 {
                    group.addTask {
                        do throws(HTTPFailure) {
                            _ = try await client.send(request)
                        } catch {
                            #expect(error.kind == .shutDown)
                        }
                    }
                }
                await Task.yield()
                await client.shutdown()
            }
        }
    }

    @Test func `a proxy from the environment is used, but never for this machine itself`() async {
        await #expect(processExitsWith: .success) {
            let proxy = try ScriptedServer { connection in
                _ = connection.readHead()
                connection.write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
            }
            let server = try ScriptedServer.answering(ExchangeTests.ok)
            setenv("http_proxy", proxy.url(), 1)
            setenv("https_proxy", proxy.url(), 1)
            let client = HTTPClient()
            let response = try await client.send(HTTPRequest(.get, server.url()))
            precondition(response.status == 200 && proxy.accepted == 0)
            _ = try? await client.send(HTTPRequest(.get, "https://example.invalid/"))
            precondition(proxy.accepted == 1)
        }
    }

    #if os(Linux)
        @Test func `clients leave no threads and no descriptors behind`() async {
            await #expect(processExitsWith: .success) {
                func entries(_ folder: String) throws -> Int {
                    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/\(folder)").count
                }
                let server = try ScriptedServer.answering(ExchangeTests.ok)
                func round() async throws {
                    let client = HTTPClient()
                    await withTaskGroup { group in
                        for index in 0..<20 {
                            let request = HTTPRequest(.get, server.url())
                            group.addTask {
                                let task = Task { try await client.send(request) }
                                if index % 3 == 0 { task.cancel() }
                                _ = try? await task.value
                            }
                        }
                    }
                    await client.shutdown()
                }
                try await round()
                // The server's side of the closed connections ends on its own threads, a little later.
                func settled() throws -> (threads: Int, descriptors: Int) {
                    let deadline = ContinuousClock.now.advanced(by: .seconds(5))
                    while try entries("task") > 12, ContinuousClock.now < deadline {
                        sched_yield()
                    }
                    return (try entries("task"), try entries("fd"))
                }
                let before = try settled()
                for _ in 0..<30 { try await round() }
                let after = try settled()
                precondition(after.threads <= before.threads + 8, "threads: \(before.threads), then \(after.threads)")
                precondition(
                    after.descriptors <= before.descriptors + 16,
                    "descriptors: \(before), then \(after.descriptors)"
                )
            }
        }
    #endif
}
