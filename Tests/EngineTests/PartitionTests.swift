import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct PartitionTests {
    let world: World
    let service = FakeService()

    init() throws {
        world = try World()
    }

    @Test func `a partition that isn't ready is read again, and delivers nothing until then`() async throws {
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)], closed: world.now)])
        source.change("p") { $0.readiness = .notReady(reason: "no report yet") }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let first = try await world.run(pipeline)
        #expect(first.books.partitions.notReady == 1)
        #expect(first.books.rows == 0)
        #expect(first.status == .done)
        #expect(service.entities.isEmpty)
        source.change("p") { $0.readiness = .final }
        #expect(try await world.run(pipeline).books.created == 1)
        try await world.run(pipeline)
        #expect(source.read.count == 2)
    }

    @Test func `a partition that never becomes ready is given up after a day, with what there is`() async throws {
        let closed = world.now
        for script in [
            FakeSource.Script("p", [record("a@example.com", .int(1), at: 1)], closed: closed),
            FakeSource.Script("q", [record("b@example.com", .int(1), at: 1)]),
        ] {
            let source = FakeSource([script])
            source.change(script.partition.id) { $0.readiness = .notReady(reason: "no report yet") }
            let pipeline = RunnablePipeline.fake(script.partition.id, from: source, to: service)
            #expect(try await world.run(pipeline).books.partitions.notReady == 1)
            world.pass(hours: 25)
            let report = try await world.run(pipeline)
            #expect(report.books.created == 1)
            #expect(report.notices.map(\.code) == ["given-up"])
            try await world.run(pipeline)
            #expect(source.read.count == 2)
        }
    }

    @Test func `a provisional partition is delivered, read again, and settles a day after its end`() async throws {
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)], closed: world.now)])
        source.change("p") { $0.readiness = .provisional(reason: "more may come") }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        #expect(try await world.run(pipeline).books.created == 1)
        source.change("p") { $0.rows.append(record("b@example.com", .int(1), at: 1)) }
        let second = try await world.run(pipeline)
        #expect(second.books.created == 1)
        #expect(second.books.unchanged == 1)
        world.pass(hours: 25)
        try await world.run(pipeline)
        try await world.run(pipeline)
        #expect(source.read.count == 3)
    }

    @Test func `a failed partition is never silent, and read again`() async throws {
        let source = FakeSource([
            .init("p", [record("a@example.com", .int(1), at: 1)]),
            .init("q", [record("b@example.com", .int(1), at: 1)]),
        ])
        source.change("p") { $0.failure = ConnectorFailure(.permanent, "meeting 77 is gone", remedy: "look") }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let first = try await world.run(pipeline)
        #expect(first.status == .incomplete)
        #expect(first.books.partitions.failed == ["permanent": 1])
        #expect(first.books.rows == 1)
        #expect(first.notices == [Notice(code: "partition-failed", subject: "p", message: "meeting 77 is gone; look")])
        source.change("p") { $0.failure = nil }
        #expect(try await world.run(pipeline).books.created == 1)
    }

    @Test func `a listing that fails keeps what was found before`() async throws {
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)])])
        source.failListing(ConnectorFailure(.temporary, "503"))
        let report = try await world.run(.fake(from: source, to: service))
        #expect(report.status == .failed)
        #expect(report.books.created == 1)
    }

    @Test(arguments: [
        ConnectorFailure(.unauthorized, "refused"), ConnectorFailure(.unreachable, "no route"),
        ConnectorFailure(.exhausted(until: nil), "used up"),
    ])
    func `a source that fails as a whole isn't asked on`(failure: ConnectorFailure) async throws {
        let scripts = (0..<100).map { FakeSource.Script("p\($0)", [record("\($0)@example.com", .int(1), at: 1)]) }
        let source = FakeSource(scripts)
        for script in scripts { source.change(script.partition.id) { $0.failure = failure } }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let report = try await world.run(pipeline)
        #expect(report.status == .failed)
        #expect(report.failures == [failure])
        #expect(source.read.count < 50)
        #expect(report.books.partitions.failed[failure.reason] ?? 0 > 0)
        for script in scripts { source.change(script.partition.id) { $0.failure = nil } }
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(next.books.created == 100)
    }

    @Test func `a large partition goes through the disk, whole or not at all`() async throws {
        let rows = (0..<Intake.held * 2 + 7).map { record("\($0)@example.com", .int($0), at: 1) }
        let source = FakeSource([.init("p", rows)])
        source.change("p") { $0.failure = ConnectorFailure(.temporary, "the last page failed") }
        let fast = FakeService(bulk: .soon)
        let pipeline = RunnablePipeline.fake(from: source, to: fast)
        #expect(try await world.run(pipeline).books.rows == 0)
        #expect(fast.entities.isEmpty)
        source.change("p") { $0.failure = nil }
        #expect(try await world.run(pipeline).books.created == rows.count)
        #expect(fast.entities.count == rows.count)
    }

    @Test func `a changed pipeline reads anew`() async throws {
        let source = FakeSource([.init("p", [record("a@example.com", .int(1), at: 1)])])
        try await world.run(.fake(from: source, to: service))
        source.change("p") { $0.rows = [record("a@example.com", .int(9), at: 1)] }
        let report = try await world.run(.fake(fingerprint: "f2", from: source, to: service))
        #expect(report.books.updated == 1)
        #expect(service.entities["a@example.com"]?.attributes == ["A": .int(9)])
    }
}
