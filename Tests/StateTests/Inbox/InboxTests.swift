import CEL
import PipelineCore
import Testing

@testable import State

@Suite struct InboxTests {
    private func event(_ identity: String, _ name: String = "meeting.ended", problem: String? = nil) -> WebhookEvent {
        WebhookEvent(
            service: "zoom",
            name: name,
            identity: identity,
            occurred: Timestamp(milliseconds: 1_626_230_691_572),
            focus: Focus(id: "meeting/\(identity)", details: ["topic": "Spring demo"]),
            body: Array("{}".utf8),
            problem: problem
        )
    }

    @Test func `a commit waits for the disk`() async throws {
        let scene = try await Scene()
        #expect(try Inbox(scene.state).synchronous() == 2)
    }

    @Test func `an event is kept as it came`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        #expect(try await inbox.store(event("a"), at: .at(7)) == .new)
        let stored = try await scene.state.storedEvents(limit: 9)
        #expect(stored == [StoredEvent(number: 1, received: .at(7), event: event("a"))])
        #expect(try await scene.state.event(1) == stored.first)
    }

    @Test func `an event that came before is kept once, also after it was processed`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        _ = try await inbox.store(event("a"), at: .at(0))
        #expect(try await inbox.store(event("a"), at: .at(1)) == .duplicate)
        try await scene.state.record([], processed: [1])
        #expect(try await inbox.store(event("a"), at: .at(2)) == .duplicate)
        #expect(try await scene.state.storedEvents(limit: 9).isEmpty)
    }

    @Test func `events that come together are all kept`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        let outcomes = try await withThrowingTaskGroup(of: Inbox.Storing.self) { group in
            for number in 0..<400 { group.addTask { try await inbox.store(self.event("\(number % 200)"), at: .at(0)) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == .new } == 200)
        #expect(try await scene.state.storedEvents(limit: 1_000).count == 200)
    }

    @Test func `events are kept while the state is being written`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        let events = (0..<100).map { event("\($0)") }
        async let stored: Void = withThrowingTaskGroup(of: Void.self) { group in
            for event in events { group.addTask { _ = try await inbox.store(event, at: .at(0)) } }
            try await group.waitForAll()
        }
        for number in 0..<100 { try await scene.absorb("p\(number)", keys: ["\(number)@example.com"]) }
        try await stored
        #expect(try await scene.state.inboxCounts().stored == 100)
    }

    @Test func `what can't be understood is dead at once`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        _ = try await inbox.store(event("a", problem: "it has no event"), at: .at(0))
        var expected = InboxCounts()
        expected.dead = 1
        #expect(try await scene.state.inboxCounts() == expected)
        #expect(try await scene.state.storedEvents(limit: 9).isEmpty)
    }

    @Test func `old events are forgotten, unless something waits for them`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        for (index, identity) in ["a", "b", "c"].enumerated() {
            _ = try await inbox.store(event(identity), at: .at(Int64(index)))
        }
        try await scene.state.record([], processed: [1, 3])
        #expect(try await scene.state.forgetEvents(before: .at(2)) == 1)
        #expect(try await scene.state.event(1) == nil)
        #expect(try await scene.state.event(2) != nil)
        #expect(try await scene.state.event(3) != nil)
    }

    @Test func `events are found by name and put back by name`() async throws {
        let scene = try await Scene()
        let inbox = try Inbox(scene.state)
        _ = try await inbox.store(event("a"), at: .at(0))
        _ = try await inbox.store(event("b", "meeting.started"), at: .at(5))
        try await scene.state.record([], processed: [1, 2])
        let found = try await scene.state.events(of: "zoom", named: ["meeting.started"], since: .at(0))
        #expect(found.map(\.number) == [2])
        #expect(try await scene.state.events(of: "zoom", named: [], since: .at(1)).map(\.number) == [2])
        #expect(try await scene.state.replayEvents(since: .at(0), named: ["meeting.ended"]) == 1)
        #expect(try await scene.state.storedEvents(limit: 9).map(\.number) == [1])
        #expect(try await scene.state.replayEvents(since: .at(0), named: []) == 1)
    }
}
