import HTTP
import Testing

@Suite struct CancellationTests {
    @Test func `a task that was cancelled before it sends doesn't send`() async throws {
        let server = try ScriptedServer.answering(ExchangeTests.ok)
        defer { server.stop() }
        let client = HTTPClient()
        let request = HTTPRequest(.post, server.url(), body: [1])
        let task = Task { () async throws(HTTPFailure) -> HTTPResponse in
            withUnsafeCurrentTask { $0?.cancel() }
            return try await client.send(request)
        }
        let failure = await #expect(throws: HTTPFailure.self) { _ = try await task.value }
        #expect(failure?.kind == .cancelled && failure?.mayHaveArrived == false)
        #expect(server.accepted == 0)
    }

    @Test func `a request that the server has is cancelled at once, and may have arrived`() async throws {
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
        task.cancel()
        let failure = await #expect(throws: HTTPFailure.self) { _ = try await task.value }
        #expect(failure?.kind == .cancelled && failure?.mayHaveArrived == true)
    }

    @Test func `a cancellation after the answer changes nothing`() async throws {
        let server = try ScriptedServer.answering(ExchangeTests.ok)
        defer { server.stop() }
        let client = HTTPClient()
        let request = HTTPRequest(.get, server.url())
        let task = Task { () async throws(HTTPFailure) -> HTTPResponse in
            let response = try await client.send(request)
            withUnsafeCurrentTask { $0?.cancel() }
            return response
        }
        #expect(try await task.value.status == 200)
        #expect(try await client.send(request).status == 200)
    }

    @Test(arguments: 1...4)
    func `thousands of cancellations at random moments lose no answer and leave the client working`(_ seed: UInt64)
        async throws
    {
        let server = try ScriptedServer.answering(ExchangeTests.ok)
        defer { server.stop() }
        let client = HTTPClient()
        let answered = Counter()
        let cancelled = Counter()
        await withTaskGroup { group in
            var random = SeededRandom(seed)
            for _ in 0..<1000 {
                let request = HTTPRequest(Bool.random(using: &random) ? .get : .post, server.url(), body: nil)
                let yields = Int.random(in: 0..<12, using: &random)
                group.addTask {
                    await withTaskGroup { pair in
                        pair.addTask {
                            do throws(HTTPFailure) {
                                _ = try await client.send(request)
                                answered.increment()
                            } catch {
                                #expect(error.kind == .cancelled, "\(error)")
                                cancelled.increment()
                            }
                        }
                        for _ in 0..<yields { await Task.yield() }
                        pair.cancelAll()
                    }
                }
            }
        }
        #expect(answered.value + cancelled.value == 1000)
        #expect(try await client.send(HTTPRequest(.get, server.url())).status == 200)
        await client.shutdown()
    }
}
