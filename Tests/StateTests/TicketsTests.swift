import CEL
import PipelineCore
import State
import Testing

@Suite struct TicketsTests {
    @Test func `a ticket comes back with its keys, before and after the service answered`() async throws {
        let scene = try await Scene()
        let keys = (0..<903).map { "\($0)@example.com" }
        try await scene.absorb("p", keys: keys)
        let id = try await open(scene, try await scene.page(limit: 2_000).keys)
        #expect(try await scene.state.openTickets(destination: scene.destination) == [.init(id: id, nil, keys)])
        try await scene.state.accept(Ticket(id: "process/7"), as: id)
        let accepted = try await scene.state.openTickets(destination: scene.destination)
        #expect(accepted == [.init(id: id, Ticket(id: "process/7"), keys)])
        #expect(try await scene.state.openTickets(destination: scene.destination + 1).isEmpty)
    }

    @Test func `a ticket settles as a whole, apart from the keys that are left`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com", "c@example.com"])
        let id = try await open(scene, try await scene.page().keys)
        let settlement = try await scene.state.settleTicket(
            id,
            destination: scene.destination,
            run: scene.start.run,
            at: .at(3)
        ) { $0.key == "b@example.com" ? nil : $0 }
        #expect(settlement.left == ["b@example.com"])
        #expect(settlement.books[scene.pipeline]?.created == 2)
        #expect(try await scene.page().keys.map(\.key) == ["b@example.com"])
        #expect(try await scene.state.openTickets(destination: scene.destination).isEmpty)
        #expect(try await scene.books().close)
    }

    @Test func `a dropped ticket leaves its rows waiting`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        try await scene.state.dropTicket(try await open(scene, try await scene.page().keys))
        #expect(try await scene.state.openTickets(destination: scene.destination).isEmpty)
        #expect(try await scene.page().keys.count == 1)
    }

    @Test func `a key of which some rows are left counts as left`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "a@example.com"])
        let id = try await open(scene, try await scene.page().keys)
        let settlement = try await scene.state.settleTicket(
            id,
            destination: scene.destination,
            run: scene.start.run,
            at: .at(3)
        ) { SettledKey(key: $0.key, entries: Array($0.entries.prefix(1)), ledger: nil) }
        #expect(settlement.left == ["a@example.com"])
        #expect(try await scene.page().keys.map(\.entries.count) == [1])
    }

    @Test func `a ticket of a pipeline that isn't run counts in that pipeline's books`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com", "b@example.com"])
        let id = try await open(scene, Array(try await scene.page().keys.prefix(1)))
        let other = try await scene.state.beginRun(
            command: "apply",
            at: .at(9),
            pipelines: [PipelineIdentity(name: "other", fingerprint: "f")]
        )
        _ = try await scene.state.settleTicket(id, destination: scene.destination, run: other.run, at: .at(9)) { $0 }
        let books = try #require(try await scene.state.books(of: other.run)["attendees"])
        #expect(books.rows == 2)
        #expect(books.pending == 1)
        #expect(books.created == 1)
        #expect(books.close)
    }

    @Test func `a ticket of a pipeline that was changed meanwhile touches no other rows`() async throws {
        let scene = try await Scene()
        try await scene.absorb("p", keys: ["a@example.com"])
        let id = try await open(scene, try await scene.page().keys)
        _ = try await scene.nextRun("f2")
        let settlement = try await scene.state.settleTicket(
            id,
            destination: scene.destination,
            run: scene.start.run + 1,
            at: .at(9)
        ) { $0 }
        #expect(settlement.books.values.allSatisfy { $0.delivered == 0 && $0.pending == 0 })
    }

    private func open(_ scene: Scene, _ keys: [PendingKey]) async throws -> Int {
        var parts = TicketParts()
        for key in keys { try parts.append(key.settled(.delivered(created: true))) }
        return try await scene.state.openTicket(parts, destination: scene.destination, at: .at(2))
    }
}

extension OpenTicket {
    fileprivate init(id: Int, _ ticket: Ticket?, _ keys: [String]) {
        self.init(id: id, ticket: ticket, keys: keys)
    }
}
