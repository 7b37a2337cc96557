import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct DrainTests {
    let world: World
    let service = FakeService()

    init() throws {
        world = try World()
    }

    private let scripts = (0..<40).map { number in
        FakeSource.Script("p\(number)", (0..<3).map { record("\(number)-\($0)@example.com", .int($0), at: 1) })
    }

    @Test func `a run drained while it reads loses nothing`() async throws {
        let control = world.control
        let source = FakeSource(scripts)
        source.onRead { if $0 == "p5" { control.drain() } }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let report = try await world.run(pipeline)
        #expect(report.status == .stopped)
        #expect(report.books.partitions.failed["interrupted"] ?? 0 > 0)
        try await completes(pipeline)
    }

    @Test func `a run drained while it delivers finishes what is under way and loses nothing`() async throws {
        let control = world.control
        let source = FakeSource(scripts)
        service.change { $0.onWrite = { if $0 == "7-1@example.com" { control.drain() } } }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let report = try await world.run(pipeline)
        #expect(report.status == .stopped)
        #expect(service.entities["7-1@example.com"] != nil)
        #expect(report.books.created == service.entities.count)
        try await completes(pipeline)
    }

    @Test func `a run drained while a submission is under way leaves it to the next run`() async throws {
        let control = world.control
        let bulk = FakeService(bulk: .soon)
        bulk.change {
            $0.onFollow = {
                control.drain()
                // Ends with the task: a submission may take longer than anybody waits.
                await Latch().wait()
            }
        }
        let pipeline = RunnablePipeline.fake(from: FakeSource(scripts), to: bulk)
        #expect(try await world.run(pipeline).status == .stopped)
        bulk.change { $0.onFollow = nil }
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(bulk.entities.count == 120)
    }

    @Test func `a run drained before it begins ends at once`() async throws {
        world.control.drain()
        let report = try await world.run(.fake(from: FakeSource(scripts), to: service))
        #expect(report.status == .stopped)
        #expect(service.entities.isEmpty)
    }

    @Test func `a cancelled run ends, and the next one completes`() async throws {
        let source = FakeSource(scripts)
        let begun = Latch()
        service.change { $0.onWrite = { _ in begun.open() } }
        let pipeline = RunnablePipeline.fake(from: source, to: service)
        let world = world
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = try? await world.run(pipeline) }
            await begun.wait()
            group.cancelAll()
        }
        service.change { $0.onWrite = nil }
        try await completes(pipeline)
    }

    private func completes(_ pipeline: RunnablePipeline) async throws {
        let next = try await world.run(pipeline)
        #expect(next.status == .done)
        #expect(next.books.pending == 0)
        #expect(service.entities.count == 120)
        #expect(try await world.run(pipeline).books == Books())
    }
}
