import CEL
import PipelineCore
import Testing

@testable import Engine

/// Runs that read only what they were asked for.
@Suite struct FocusTests {
    private func rows(_ count: Int) -> [Record] {
        (0..<count).map { record("p\($0)@example.com", .int($0), at: Int64($0)) }
    }

    private func run(
        _ world: World,
        _ source: FakeSource,
        _ service: FakeService,
        on ids: String...
    ) async throws -> (report: RunReport, result: JobResult) {
        let report = try await world.run(
            [.fake(from: source, to: service)],
            focuses: ["attendees": ids.map { Focus(id: $0) }]
        )
        return (report, try #require(report.pipelines.first?.result))
    }

    @Test func `only the meeting that was asked for is read`() async throws {
        let world = try World()
        let source = FakeSource([.init("a", rows(2)), .init("b", rows(3))])
        let (report, result) = try await run(world, source, FakeService(), on: "b")
        #expect(source.read == ["b"])
        #expect(report.books.delivered == 3)
        #expect(result == JobResult())
        #expect(source.windows.isEmpty)
    }

    @Test func `a focused run is no sweep, the next sweep looks as far back as if there had been none`() async throws {
        let world = try World()
        let source = FakeSource([.init("a", rows(2)), .init("b", rows(3))])
        let service = FakeService()
        _ = try await run(world, source, service, on: "b")
        world.pass(hours: 10)
        let report = try await world.run(.fake(from: source, to: service))
        #expect(source.read == ["b", "a"])
        #expect(source.windows.map(\.since) == [.at(1_000_000 + 9 * 3_600)])
        #expect(report.books.partitions.due == 1)
    }

    @Test func `nothing is read when what waits is delivered`() async throws {
        let world = try World()
        let source = FakeSource([.init("a", rows(2))])
        let (_, result) = try await run(world, source, FakeService())
        #expect(source.read.isEmpty)
        #expect(result == JobResult())
    }

    @Test func `what isn't ready, what may change and what fails is left to do`() async throws {
        let world = try World()
        let source = FakeSource([.init("late", []), .init("soft", rows(1)), .init("bad", []), .init("good", rows(1))])
        source.change("late") { $0.readiness = .notReady(reason: "no report yet") }
        source.change("soft") { $0.readiness = .provisional(reason: "it just ended") }
        source.change("bad") { $0.failure = ConnectorFailure(.temporary, "no answer") }
        let (_, result) = try await run(world, source, FakeService(), on: "late", "soft", "bad", "good")
        #expect(result.unsettled == ["late": .notReady, "soft": .provisional, "bad": .notReady])
    }

    @Test func `a focus that was read before costs nothing`() async throws {
        let world = try World()
        let source = FakeSource([.init("a", rows(2))])
        let service = FakeService()
        _ = try await run(world, source, service, on: "a")
        let (report, result) = try await run(world, source, service, on: "a")
        #expect(source.read == ["a"])
        #expect(report.books.partitions.due == 0)
        #expect(result == JobResult())
    }

    @Test func `a sweep that couldn't list everything is left to do`() async throws {
        let world = try World()
        let source = FakeSource([.init("a", rows(2))])
        source.failListing(ConnectorFailure(.temporary, "no answer"))
        let report = try await world.run(.fake(from: source, to: FakeService()))
        #expect(report.pipelines.first?.result.isSweepIncomplete == true)
    }
}
