import CEL
import PipelineCore
import State
import Testing

@Suite struct HistoryTests {
    @Test func `each row of a person is kept with what became of it`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        try await scene.settle(try await scene.page().keys, .delivered(created: true))
        let rows = try await scene.state.history(of: "a@example.com")
        #expect(rows.map(\.fate) == [.created])
        #expect(rows.map(\.pipeline) == ["attendees"])
        #expect(rows.map(\.origin) == ["“Spring demo”"])
        #expect(rows.first?.entry?.memberships == [16])
    }

    @Test func `what is said again and again is kept once`() async throws {
        let scene = try await Scene()
        for _ in 0..<3 {
            try await scene.absorb("p", keys: ["a@example.com"], isReadEachRun: true)
            try await scene.settle(try await scene.page().keys, .unchanged)
        }
        try await scene.absorb("p", keys: ["a@example.com"], isReadEachRun: true)
        try await scene.settle(try await scene.page().keys, .skipped(reason: "blocklisted"))
        #expect(
            try await scene.state.history(of: "a@example.com").map(\.fate)
                == [.unchanged, .skipped(reason: "blocklisted")]
        )
    }

    @Test func `what waits for a person is told`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let waiting = try await scene.state.waiting(for: "a@example.com")
        #expect(waiting.map(\.pipeline) == ["attendees"])
    }
}
