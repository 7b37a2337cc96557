import Testing

@testable import Sandbox

@Suite struct SandboxTests {
    @Test func `it serves on any free port and ends without an error when cancelled`() async throws {
        let sandbox = Sandbox()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let port = try await sandbox.port
            #expect(port > 0)
            let answer = try await Client(port: port).send("GET", "/_sandbox")
            #expect(answer.json["zoom"] == .string("http://127.0.0.1:\(port)/zoom/v2"))
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test(.timeLimit(.minutes(1))) func `a client that keeps its connection open doesn't hold up the end`() async throws
    {
        let sandbox = Sandbox()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sandbox.run() }
            let idle = try Exchange.open(port: try await sandbox.port)
            defer { Exchange.close(idle) }
            #expect(try await Client(port: try await sandbox.port).send("GET", "/_sandbox").status == 200)
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    @Test func `the in-process view and the inspection over HTTP say the same`() async throws {
        try await withSandbox { client, sandbox in
            _ = try await client.brevo("POST", "/contacts", ["email": "a@example.com"])
            _ = try await client.brevo("POST", "/contacts", ["mail": "a@example.com"])
            #expect(sandbox.world.requestCounts["brevo POST /contacts"] == 2)
            #expect(
                sandbox.world.violations == ["brevo POST /brevo/v3/contacts: mail is not a field of this operation"]
            )
            for path in ["contacts", "contacts?email=A@example.com", "lists", "requests", "violations", "world"] {
                let overHTTP = try await client.inspect(path)
                #expect(overHTTP.members?.isEmpty == false)
                #expect(try WireParser.parse(Array(sandbox.world.inspect(path).utf8)) == overHTTP)
            }
            #expect(try await client.send("GET", "/_sandbox/nothing").status == 404)
            #expect(try await client.send("POST", "/_sandbox/ready", body: Array("{".utf8)).status == 400)
        }
    }

    @Test func `a port in use is an error for the runner and for whoever waits for the port`() async throws {
        try await withSandbox { client, _ in
            var configuration = SandboxConfiguration()
            configuration.port = client.port
            let second = Sandbox(configuration)
            await #expect(throws: (any Error).self) { try await second.run() }
            await #expect(throws: (any Error).self) { try await second.port }
        }
    }

    @Test func `a path of no service is not found and is a violation`() async throws {
        try await withSandbox { client, sandbox in
            let answer = try await client.send("GET", "/v2/users")
            #expect(answer.status == 404)
            #expect(sandbox.world.violations.count == 1)
        }
    }
}
