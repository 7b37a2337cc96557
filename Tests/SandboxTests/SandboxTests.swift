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
