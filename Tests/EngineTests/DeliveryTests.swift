import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct DeliveryTests {
    let world: World

    init() throws {
        world = try World()
    }

    @Test func `a refused row becomes a dead letter, and the rows it stood before have their turn`() async throws {
        let service = FakeService()
        service.change { $0.refusesBad = true }
        let source = FakeSource([
            .init(
                "p",
                [record("a@example.com", .string("good"), at: 1), record("a@example.com", .string("bad"), at: 2)]
            )
        ])
        let report = try await world.run(.fake(from: source, to: service))
        #expect(report.status == .incomplete)
        #expect(report.books.deadLettered == 1)
        #expect(report.books.created == 1)
        #expect(service.entities["a@example.com"]?.attributes == ["A": .string("good")])
        let letters = try await world.state().deadLetters(limit: 9)
        #expect(letters.map(\.code) == ["invalid"])
        #expect(letters.map(\.key) == ["a@example.com"])
    }

    @Test(arguments: [BulkTraits.never, .soon])
    func `of rows that are refused together only the one to blame becomes a dead letter`(bulk: BulkTraits) async throws
    {
        let service = FakeService(bulk: bulk)
        service.change {
            $0.refusesBad = true
            $0.exceptions = ["a@example.com": .rejected(code: "invalid", reason: "no")]
        }
        let others = (0..<9).map { record("\($0)@example.com", .int(1), at: 1) }
        let one = FakeSource([.init("p", [record("a@example.com", .string("good"), at: 1)] + others)])
        let other = FakeSource([.init("p", [record("a@example.com", .string("bad"), at: 1)])])
        let pipelines = [
            RunnablePipeline.fake("one", from: one, to: service, attribute: "A"),
            .fake("other", from: other, to: service, attribute: "B"),
        ]
        // All is read before anything is delivered.
        service.change { $0.everything = ConnectorFailure(.unreachable, "no route") }
        #expect(try await world.run(pipelines).status == .failed)
        service.change { $0.everything = nil }
        let report = try await world.run(pipelines)
        #expect(report.pipelines.map(\.books.deadLettered) == [0, 1])
        #expect(service.entities["a@example.com"]?.attributes == ["A": .string("good")])
    }

    @Test func `a key that can't be delivered now waits for the next run, others don't`() async throws {
        let service = FakeService()
        service.change {
            $0.upserts = ["a@example.com": [.failure(ConnectorFailure(.temporary, "500"))]]
            $0.lookingUp = ["b@example.com": ConnectorFailure(.temporary, "500")]
            $0.scanCost = 100
        }
        let rows = ["a", "b", "c"].map { record("\($0)@example.com", .int(1), at: 1) }
        let pipeline = RunnablePipeline.fake(from: FakeSource([.init("p", rows)]), to: service)
        let report = try await world.run(pipeline)
        #expect(report.status == .incomplete)
        #expect(report.deferred == 2)
        #expect(report.books.pending == 2)
        #expect(report.books.created == 1)
        service.change { $0.lookingUp = [:] }
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(next.books.rows == 2)
        #expect(next.books.created == 2)
    }

    @Test(arguments: [
        ConnectorFailure(.unauthorized, "refused"), ConnectorFailure(.exhausted(until: nil), "used up"),
        ConnectorFailure(.unreachable, "no route"), ConnectorFailure(.missingPrerequisite, "no list 16"),
    ])
    func `a destination that fails as a whole loses nothing`(failure: ConnectorFailure) async throws {
        let service = FakeService()
        service.change { $0.everything = failure }
        let scripts = (0..<30).map { FakeSource.Script("p\($0)", [record("\($0)@example.com", .int(1), at: 1)]) }
        let pipeline = RunnablePipeline.fake(from: FakeSource(scripts), to: service)
        let report = try await world.run(pipeline)
        #expect(report.status == .failed)
        #expect(report.failures == [failure])
        service.change { $0.everything = nil }
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(service.entities.count == 30)
    }

    @Test func `one failure after another ends the run instead of asking for each key`() async throws {
        let service = FakeService()
        let emails = (0..<200).map { "\($0)@example.com" }
        service.change { manners in
            for email in emails { manners.upserts[email] = [.failure(ConnectorFailure(.temporary, "500"))] }
        }
        let rows = emails.map { record($0, .int(1), at: 1) }
        let report = try await world.run(.fake(from: FakeSource([.init("p", rows)]), to: service))
        #expect(report.status == .failed)
        #expect(service.count("upsert") < 20)
        #expect(report.books.pending == 200)
    }

    @Test func `what was left out of a change is told, and not sent again`() async throws {
        let service = FakeService()
        service.change {
            $0.upserts = ["a@example.com": [.success(.delivered(created: true, leftOut: ["A": "no phone number"]))]]
        }
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)], isReadEachRun: true)])
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let report = try await world.run(pipeline)
        #expect(report.books.created == 1)
        #expect(report.notices.map(\.message) == ["`A` was left out: no phone number"])
        #expect(try await world.run(pipeline).books.unchanged == 1)
    }

    @Test func `rows that come while their key is being written are delivered after it`() async throws {
        let service = FakeService()
        let written = Latch()
        let source = FakeSource([
            .init("p", [record("a@example.com", .int(1), at: 1)]),
            .init("q", [record("a@example.com", .int(2), at: 2)]),
        ])
        // The second partition is read while the first one's write is under way, and the write ends after it.
        let read = Latch()
        source.onRead { if $0 == "q" { await written.wait() } }
        service.change {
            $0.onWrite = { _ in
                guard !written.isOpen else { return }
                written.open()
                await read.wait()
            }
        }
        let world = world
        async let report = world.run(.fake(from: source, to: service))
        await written.wait()
        while world.board.lines.first?.done != 2 { await Task.yield() }
        read.open()
        let books = try await report.books
        #expect(books.delivered == 2)
        #expect(books.pending == 0)
        #expect(service.entities["a@example.com"]?.attributes == ["A": .int(2)])
    }

    @Test func `few entities are looked up, many are read at once`() async throws {
        for (count, cost, what) in [(3, 10, "lookUp"), (30, 10, "scan"), (1, 1, "scan")] {
            let world = try World()
            let service = FakeService()
            service.change { $0.scanCost = cost }
            let rows = (0..<count).map { record("\($0)@example.com", .int(1), at: 1) }
            try await world.run(.fake(from: FakeSource([.init("p", rows)]), to: service))
            #expect(service.count(what) > 0)
            #expect(service.count(what == "scan" ? "lookUp" : "scan") == 0)
            #expect(service.entities.count == count)
        }
    }

    @Test func `look-ups never cost more than twice the better way`() async throws {
        let service = FakeService()
        service.change { $0.scanCost = 10 }
        let scripts = (0..<40).map { FakeSource.Script("p\($0)", [record("\($0)@example.com", .int(1), at: 1)]) }
        try await world.run(.fake(from: FakeSource(scripts), to: service))
        #expect(service.count("lookUp") <= 10)
        #expect(service.count("scan") <= 1)
        #expect(service.entities.count == 40)
    }

    @Test func `a failed snapshot leaves everything waiting`() async throws {
        let service = FakeService()
        service.change { $0.scanning = ConnectorFailure(.temporary, "503") }
        let pipeline = RunnablePipeline.fake(
            from: FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)])]),
            to: service
        )
        let report = try await world.run(pipeline)
        #expect(report.status == .failed)
        #expect(report.books.pending == 1)
        #expect(service.entities.isEmpty)
    }
}
