import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct SubmissionTests {
    let world: World
    let service = FakeService(bulk: .soon)

    init() throws {
        world = try World()
    }

    private func pipeline(_ count: Int, lists: [Int] = [16]) -> RunnablePipeline {
        let rows = (0..<count).map { record("\($0)@example.com", .int($0), at: 1) }
        return .fake(from: FakeSource([.init("p", rows)]), to: service, lists: lists)
    }

    @Test func `many changes go by submissions of limited size, few go one by one`() async throws {
        let report = try await world.run(pipeline(43))
        #expect(report.books.created == 43)
        #expect(service.entities.count == 43)
        #expect(service.count("submit 20") == 2)
        #expect(service.count("upsert") == 3)
        let other = try World()
        let few = FakeService(bulk: .soon)
        let source = FakeSource([.init("p", (0..<4).map { record("\($0)@example.com", .int(1), at: 1) })])
        try await other.run(.fake(from: source, to: few))
        #expect(few.count("submit") == 0)
        #expect(few.entities.count == 4)
    }

    @Test func `what can't go by a submission goes one by one, a few at a time`() async throws {
        let keys = Set((0..<15).map { "\($0)@example.com" })
        service.change { $0.unsubmittable = keys }
        try await world.run(pipeline(30))
        #expect(service.count("upsert") >= 15)
        #expect(service.count("submit") >= 1)
        #expect(service.mostActive <= 3)
        #expect(service.entities.count == 30)
    }

    @Test func `a submission has one set of lists`() async throws {
        let sources = [16, 17].map { list in
            let rows = (0..<10).map { record("\(list)-\($0)@example.com", .int($0), at: 1) }
            return RunnablePipeline.fake("n\(list)", from: FakeSource([.init("p", rows)]), to: service, lists: [list])
        }
        try await world.run(sources)
        #expect(service.entities.count == 20)
        #expect(service.entities["17-3@example.com"]?.lists == [17])
    }

    @Test func `keys that a submission didn't write end as it says, or are tried alone`() async throws {
        service.change {
            $0.exceptions = [
                "0@example.com": .rejected(code: "invalid", reason: "no"), "1@example.com": .deferred(reason: "busy"),
            ]
        }
        let report = try await world.run(pipeline(20))
        #expect(report.books.deadLettered == 1)
        #expect(report.books.created == 19)
        #expect(service.log.contains("upsert 1@example.com"))
        #expect(service.entities["0@example.com"] == nil)
    }

    @Test func `a submission that wasn't carried out is done one by one`() async throws {
        service.change { $0.isBulkCompleted = false }
        let report = try await world.run(pipeline(20))
        #expect(report.books.created == 20)
        #expect(service.count("submit") == 1)
        #expect(service.count("upsert") == 20)
    }

    @Test func `a submission that may not have been handed in is waited for, then done one by one`() async throws {
        service.change { $0.submitting = ConnectorFailure(.temporary, "timed out") }
        let report = try await world.run(pipeline(20))
        #expect(report.status == .done)
        #expect(service.log.contains("await"))
        #expect(service.count("upsert") == 20)
        #expect(try await world.state().openTickets(destination: 1).isEmpty)
    }

    @Test func `a submission that can't be followed is taken up by the next run`() async throws {
        service.change { $0.following = ConnectorFailure(.temporary, "503") }
        let pipeline = pipeline(20)
        let report = try await world.run(pipeline)
        #expect(report.status == .incomplete)
        #expect(report.books.pending == 20)
        service.change { $0.following = nil }
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(next.books.created == 20)
        #expect(service.count("submit") == 1)
        #expect(service.count("upsert") == 0)
    }

    @Test func `rows for keys in a submission wait until it has ended`() async throws {
        let follows = Latch()
        let done = Latch()
        let rows = (0..<20).map { record("\($0)@example.com", .int($0), at: 1) }
        let source = FakeSource([
            .init("p", rows),
            .init("q", rows.map { Record(slots: [$0.slots[0], .int(99)], moment: Moment(asOf: .at(2))) }),
        ])
        service.change {
            $0.onFollow = {
                follows.open()
                await done.wait()
            }
        }
        source.onRead { if $0 == "q" { await follows.wait() } }
        let world = world
        let service = service
        async let report = world.run(.fake(from: source, to: service))
        await follows.wait()
        while world.board.lines.first?.done != 2 { await Task.yield() }
        #expect(service.entities.isEmpty)
        done.open()
        #expect(try await report.books.delivered == 40)
        #expect(service.entities.values.allSatisfy { $0.attributes == ["A": .int(99)] })
    }

    @Test func `a submission of an earlier run isn't taken for deleted people`() async throws {
        // The submission is still under way when the next run reads its snapshot.
        service.change { $0.following = ConnectorFailure(.temporary, "503") }
        let rows = (0..<20).map { record("\($0)@example.com", .int($0), at: 1) }
        let source = FakeSource([.init("p", rows)])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        try await world.run(pipeline)
        let scanned = Latch()
        service.change {
            $0.following = nil
            $0.onFollow = { await scanned.wait() }
        }
        source.add(.init("q", [record("new@example.com", .int(1), at: 1)]))
        source.add(.init("r", rows.map { Record(slots: [$0.slots[0], .int(99)], moment: Moment(asOf: .at(2))) }))
        service.change { $0.onWrite = { if $0 == "new@example.com" { scanned.open() } } }
        let report = try await world.run(pipeline)
        #expect(report.books.skipped == [:])
        #expect(service.entities["3@example.com"]?.attributes == ["A": .int(99)])
    }

    @Test(arguments: [BulkTraits.soon, .patient])
    func `a person seen in several partitions is written once`(bulk: BulkTraits) async throws {
        let service = FakeService(bulk: bulk)
        let scripts = (0..<6).map { part in
            FakeSource.Script("p\(part)", (0..<3).map { record("\($0)@example.com", .int(part), at: Int64(part)) })
        }
        let report = try await world.run(.fake(from: FakeSource(scripts), to: service))
        #expect(report.books.created == 3)
        #expect(report.books.superseded == 15)
        #expect(service.count("upsert") == 3)
        #expect(service.entities.values.allSatisfy { $0.attributes == ["A": .int(5)] })
    }

    @Test func `a large group is handed in while sources are read, and again with what is newer`() async throws {
        let service = FakeService(bulk: .patient)
        let handedIn = Latch()
        service.change { $0.onFollow = { handedIn.open() } }
        let parts = (0..<6).map { part in
            FakeSource.Script("p\(part)", (0..<30).map { record("\($0)@example.com", .int(part), at: Int64(part)) })
        }
        let source = FakeSource(parts)
        source.onRead { if $0 != "p0" { await handedIn.wait() } }
        let report = try await world.run(.fake(from: source, to: service))
        #expect(report.books.created == 30)
        #expect(service.log.filter { $0.hasPrefix("submit") }.prefix(2) == ["submit 30", "submit 30"])
        #expect(service.entities.count == 30)
        #expect(service.entities.values.allSatisfy { $0.attributes == ["A": .int(5)] })
    }

    @Test func `attributes alone go by a submission into a list that the person is in`() async throws {
        for key in 0..<10 {
            service.put("\(key)@example.com", .init(attributes: ["A": .int(-1)], lists: [16, 99]))
        }
        let report = try await world.run(pipeline(10))
        #expect(report.books.updated == 10)
        #expect(service.count("submit 10") == 1)
        #expect(service.entities.values.allSatisfy { $0.lists == [16, 99] })
    }

    @Test func `what is written again after an early submission goes by another one`() async throws {
        // They are there, but not in the list: only this run knows that they are in it now.
        for key in 0..<10 { service.put("\(key)@example.com", .init(lists: [99])) }
        let handedIn = Latch()
        service.change { $0.onFollow = { handedIn.open() } }
        let rows = (0..<10).map { record("\($0)@example.com", .int($0), at: 1) }
        let source = FakeSource([
            .init("p", rows),
            .init("q", rows.map { Record(slots: [$0.slots[0], .int(99)], moment: Moment(asOf: .at(2))) }),
        ])
        source.onRead { if $0 == "q" { await handedIn.wait() } }
        let report = try await world.run(.fake(from: source, to: service))
        #expect(report.books.delivered == 20)
        #expect(service.log.filter { $0.hasPrefix("submit") } == ["submit 10", "submit 10"])
        #expect(service.count("upsert") == 0)
        #expect(service.entities.values.allSatisfy { $0 == .init(attributes: ["A": .int(99)], lists: [16, 99]) })
    }

    @Test func `nobody is put back into a list by an update`() async throws {
        try await world.run(pipeline(10))
        // People took them off the list; only attributes are written from now on.
        for key in 0..<10 { service.put("\(key)@example.com", .init(attributes: ["A": .int(key)])) }
        world.pass(hours: 1)
        let rows = (0..<10).map { record("\($0)@example.com", .int(99), at: 5) }
        let report = try await world.run(.fake(from: FakeSource([.init("q", rows)]), to: service))
        #expect(report.books.updated == 10)
        #expect(service.count("submit") == 1)
        #expect(service.entities.values.allSatisfy { $0 == .init(attributes: ["A": .int(99)]) })
    }

    @Test func `what can't go by a submission isn't held back until reading has ended`() async throws {
        let service = FakeService(bulk: .patient)
        let written = Latch()
        service.change { manners in
            manners.unsubmittable = Set((0..<60).map { "\($0)@example.com" })
            manners.onWrite = { _ in written.open() }
        }
        let rows = (0..<60).map { record("\($0)@example.com", .int($0), at: 1) }
        let source = FakeSource([.init("p", rows), .init("q", [])])
        source.onRead { if $0 == "q" { await written.wait() } }
        let report = try await world.run(.fake(from: source, to: service))
        #expect(report.books.created == 60)
        #expect(service.count("submit") == 0)
    }
}
