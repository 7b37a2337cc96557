import CEL
import PipelineCore
import State
import Testing

@testable import Engine

/// A run that is tried out decides as the real one does, and writes nothing.
@Suite struct RehearsalTests {
    private func prepare(_ service: FakeService) {
        service.put("k3@example.com", FakeService.Entity(attributes: ["A": .string("old")], lists: [4]))
        service.put("k5@example.com", FakeService.Entity(attributes: ["A": .string("k5")], lists: [16]))
        service.change {
            $0.blocked = ["k6@example.com"]
            $0.refused = ["k7@example.com": [16]]
        }
    }

    private var source: FakeSource {
        FakeSource([
            .init("p", (0..<9).map { record("k\($0)@example.com", .string("k\($0)"), at: 1) }),
            .init("q", (0..<4).map { record("k\($0)@example.com", .string("q\($0)"), at: 2) }),
        ])
    }

    @Test(arguments: [BulkTraits.never, .soon])
    func `it forecasts the books and the changes`(bulk: BulkTraits) async throws {
        let world = try World()
        let service = FakeService(bulk: bulk)
        prepare(service)
        let pipeline = RunnablePipeline.fake(from: source, to: service)

        let copy = try await StateStore.rehearsal(of: nil, at: world.path + ".copy")
        let rehearsals = Rehearsals(elapsed: { 0 })
        let engine = Engine(state: copy, control: RunControl(), now: { .at(1_000_000) }, elapsed: { 0 })
        let board = ProgressBoard(pipelines: ["attendees"])
        let rehearsed = rehearsals.rehearsed(pipeline)
        let planned = try await engine.run([rehearsed], command: "plan", board: board) { "{}" }
        #expect(service.count("upsert") + service.count("submit") == 0)
        try await copy.endRehearsal()
        let contacts = try await copy.plannedContacts(run: planned.run, limit: 100)

        let report = try await world.run(pipeline)
        #expect(planned.books == report.books)
        let changes = try await world.state().changes(of: report.run, limit: 100)
        #expect(contacts.filter { $0.change != nil }.map(\.key) == changes.map(\.key))
        for (contact, changed) in zip(contacts.filter { $0.change != nil }, changes) {
            #expect(contact.change?.attributes.mapValues(\.value) == changed.change.attributes.mapValues(\.value))
            #expect(contact.change?.before == changed.change.before)
        }
        #expect(
            contacts.map(\.action) == [.create, .create, .create, .update, .create, .unchanged, .skip, .skip, .create]
        )
        let writes = try #require(rehearsals.writes["brevo"])
        #expect(writes.upserts == service.count("upsert"))
        #expect(writes.submissions.count == service.count("submit"))
    }

    @Test func `the contacts come page by page`() async throws {
        let world = try World()
        let service = FakeService()
        let copy = try await StateStore.rehearsal(of: nil, at: world.path + ".copy")
        let rehearsals = Rehearsals(elapsed: { 0 })
        let engine = Engine(state: copy, control: RunControl(), now: { .at(1_000_000) }, elapsed: { 0 })
        let pipeline = rehearsals.rehearsed(.fake(from: source, to: service))
        let report = try await engine.run(
            [pipeline],
            command: "plan",
            board: ProgressBoard(pipelines: ["attendees"])
        ) { "{}" }
        try await copy.endRehearsal()
        var keys: [String] = []
        var last: PlannedContact?
        repeat {
            let page = try await copy.plannedContacts(run: report.run, after: last, limit: 2)
            keys += page.map(\.key)
            last = page.last
        } while last != nil
        #expect(keys == (0..<9).map { "k\($0)@example.com" })
    }

    @Test func `writes take their turn at the account's rate, behind what was read`() {
        var timeline = RehearsalTimeline(.never)
        timeline.read(10, at: 1)
        #expect(timeline.end == 1)
        for _ in 0..<10 { timeline.upsert(at: 1) }
        #expect(abs(timeline.end - 2) < 1e-9)
        timeline.upsert(at: 5)
        #expect(abs(timeline.end - 5.1) < 1e-9)
    }

    @Test func `submissions are carried out side by side, as many as there may be at once`() {
        var timeline = RehearsalTimeline(.patient)
        for _ in 0..<DeliveryPolicy.maxOpenTickets { timeline.submit(100, at: 0) }
        #expect(abs(timeline.end - (Double(DeliveryPolicy.maxOpenTickets) * 0.1 + 2)) < 1e-9)
        timeline.submit(100, at: 0)
        #expect(abs(timeline.end - 4.1) < 1e-9)
    }
}
