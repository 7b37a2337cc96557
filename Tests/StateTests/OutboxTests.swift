import CEL
import PipelineCore
import State
import Testing

@Suite struct OutboxTests {
    @Test func `keys come in the order of arrival, each with all that waits for it`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["b@example.com", "a@example.com"])
        try await scene.absorb("q", keys: ["b@example.com"])
        let page = try await scene.page()
        #expect(page.keys.map(\.key) == ["b@example.com", "a@example.com"])
        #expect(page.keys.map(\.entries.count) == [2, 1])
        #expect(page.isEnd)
    }

    @Test func `a page ends at its limit, the next begins behind it`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: (0..<5).map { "\($0)@example.com" })
        let first = try await scene.page(limit: 2)
        #expect(first.keys.count == 2)
        #expect(!first.isEnd)
        let rest = try await scene.page(after: first.last, limit: 9)
        #expect(rest.keys.count == 3)
        #expect(rest.isEnd)
        #expect(try await scene.page(after: rest.last).keys.isEmpty)
    }

    @Test func `excluded keys are passed, and told`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com", "a@example.com"])
        let page = try await scene.page(excluding: ["a@example.com", "z@example.com"])
        #expect(page.keys.map(\.key) == ["b@example.com"])
        #expect(page.passed == ["a@example.com"])
    }

    @Test func `keys can be loaded by name`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com", "a@example.com"])
        let keys = try await scene.state.pending(
            ["b@example.com", "none@example.com", "a@example.com"],
            destination: scene.destination,
            pipelines: [scene.pipeline],
            withSnapshot: false
        )
        #expect(keys.map(\.key) == ["b@example.com", "a@example.com"])
        #expect(keys.last?.entries.count == 2)
    }

    @Test func `a snapshot says how the service has a key, as last seen`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        func entity(_ lists: Set<Int>) -> Existing {
            Existing(
                key: "a@example.com",
                attributes: [:],
                memberships: lists,
                refusedMemberships: [],
                isBlocked: false
            )
        }
        try await scene.state.beginSnapshot(destination: scene.destination)
        try await scene.state.addToSnapshot([entity([1])], destination: scene.destination)
        try await scene.state.addToSnapshot([entity([2])], destination: scene.destination)
        let page = try await scene.state.outboxPage(
            destination: scene.destination,
            pipelines: [scene.pipeline],
            after: 0,
            limit: 9,
            excluding: [],
            withSnapshot: true
        )
        #expect(page.keys.map(\.existing) == [entity([2]), nil])
        try await scene.state.beginSnapshot(destination: scene.destination)
        let emptied = try await scene.state.pending(
            ["a@example.com"],
            destination: scene.destination,
            pipelines: [scene.pipeline],
            withSnapshot: true
        )
        #expect(emptied.map(\.existing) == [nil])
    }
}
