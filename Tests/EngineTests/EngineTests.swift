import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct EngineTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test func `what is read is delivered, once`() async throws {
        let service = FakeService()
        let source = FakeSource([
            .init("p", [record("a@example.com", .int(1), at: 1), record("b@example.com", .int(2), at: 1)]),
            .init("q", [record("a@example.com", .int(3), at: 2), record("", .int(0), at: 2)]),
            .init("r", [record("invalid", .int(0), at: 2)]), .init("s", []),
        ])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let first = try await world.run(pipeline)
        #expect(first.status == .incomplete)
        #expect(first.books.rows == 5)
        #expect(first.books.created == 2)
        #expect(first.books.skipped == ["no_email": 1])
        #expect(first.books.deadLettered == 1)
        #expect(first.books.partitions.read == 3)
        #expect(first.books.partitions.empty == 1)
        #expect(service.entities["a@example.com"] == .init(attributes: ["A": .int(3)], lists: [16]))

        let writes = service.count("upsert")
        let second = try await world.run(pipeline)
        #expect(second.status == .done)
        #expect(second.books == Books())
        #expect(service.count("upsert") == writes)
        #expect(source.read.count == 4)
    }

    @Test func `what is read in each run is unchanged the second time, without asking`() async throws {
        let service = FakeService()
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)], isReadEachRun: true)])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        try await world.run(pipeline)
        let asked = service.log.count
        let second = try await world.run(pipeline)
        #expect(second.books.unchanged == 1)
        #expect(service.log.count == asked)
    }

    @Test func `a registration that changed without notice is delivered`() async throws {
        let service = FakeService()
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)], isReadEachRun: true)])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        try await world.run(pipeline)
        source.change("p") { $0.rows = [record("a@example.com", .int(2), at: 1)] }
        #expect(try await world.run(pipeline).books.updated == 1)
        #expect(service.entities["a@example.com"]?.attributes == ["A": .int(2)])
    }

    @Test func `pipelines share one order of writes for each person`() async throws {
        let service = FakeService()
        let emails = (0..<20).map { "\($0)@example.com" }
        let pipelines = (1...3).map { number in
            let scripts = (0..<4).map { part in
                let rows = emails.map { record($0, .int(number * 100 + part), at: Int64(number * 10 + part)) }
                return FakeSource.Script("p\(part)", rows)
            }
            return RunnablePipeline.fake("n\(number)", from: FakeSource(scripts), to: service, lists: [number])
        }
        try await world.run(pipelines)
        for email in emails {
            #expect(service.entities[email] == .init(attributes: ["A": .int(303)], lists: [1, 2, 3]))
        }
        #expect(service.mostActive <= 3)
    }

    @Test func `merged and skipped rows are in the books`() async throws {
        var script = FakeSource.Script("p", [record("a@example.com", .int(1), at: 1)])
        script.merged = 2
        script.skipped = ["waiting_room": 3]
        let report = try await world.run(.fake(from: FakeSource([script]), to: FakeService()))
        #expect(report.books.rows == 6)
        #expect(report.books.merged == 2)
        #expect(report.books.skipped == ["waiting_room": 3])
    }

    @Test func `people who must not be written to aren't`() async throws {
        let service = FakeService()
        service.change {
            $0.blocked = ["blocked@example.com"]
            $0.refused = ["left@example.com": [16]]
        }
        let rows = ["blocked@example.com", "left@example.com", "a@example.com"].map { record($0, .int(1), at: 1) }
        let report = try await world.run(.fake(from: FakeSource([.init("p", rows)]), to: service))
        #expect(report.books.skipped == ["blocklisted": 1, "unsubscribed": 1])
        #expect(report.books.created == 1)
        #expect(report.status == .done)
    }

    @Test func `who was deleted or taken off a list after we delivered stays so`() async throws {
        let service = FakeService()
        let rows = [record("a@example.com", .int(1), at: 1), record("b@example.com", .int(1), at: 1)]
        let source = FakeSource([.init("p", rows)])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        try await world.run(pipeline)
        service.put("a@example.com", nil)
        service.put("b@example.com", .init(attributes: ["A": .int(1)]))
        source.add(.init("q", [record("a@example.com", .int(2), at: 2), record("b@example.com", .int(2), at: 2)]))
        let report = try await world.run(pipeline)
        #expect(report.books.skipped == ["deleted": 1])
        #expect(service.entities["a@example.com"] == nil)
        #expect(service.entities["b@example.com"] == .init(attributes: ["A": .int(2)], lists: []))
    }

    @Test func `two destinations go on apart from each other`() async throws {
        let (good, bad) = (FakeService(id: "good"), FakeService(id: "bad"))
        bad.change { $0.everything = ConnectorFailure(.unauthorized, "the key was refused") }
        let scripts = (0..<5).map { FakeSource.Script("p\($0)", [record("\($0)@example.com", .int(1), at: 1)]) }
        let report = try await world.run(
            .fake("one", from: FakeSource(scripts), to: bad),
            .fake("two", from: FakeSource(scripts), to: good)
        )
        #expect(report.status == .failed)
        #expect(report.failures.map(\.kind) == [.unauthorized])
        #expect(report.pipelines[1].books.created == 5)
        #expect(good.entities.count == 5)
    }

    @Test func `the window reaches back to the last complete sweep`() async throws {
        let source = FakeSource([])
        let pipeline = RunnablePipeline.fake(from: source, to: FakeService())
        try await world.run(pipeline)
        world.pass(hours: 48)
        source.failListing(ConnectorFailure(.temporary, "503"))
        #expect(try await world.run(pipeline).status == .failed)
        source.failListing(nil)
        try await world.run(pipeline)
        let windows = source.windows
        #expect(windows[1].since == .at(windows[0].until.seconds - Engine.overlap))
        #expect(windows[2].since == .at(windows[0].until.seconds - Engine.overlap))
        try await world.run(pipeline, since: 999_999)
        #expect(source.windows[3].since == .at(world.now.seconds - 999_999))
    }
}
