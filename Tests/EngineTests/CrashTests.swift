import CEL
import PipelineCore
import State
import Testing

@testable import Engine

/// A run that ends at any call of a service, before or after the call took effect, and the runs after it.
@Suite struct CrashTests {
    struct Scenario: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bulk: BulkTraits
        let scanCost: Int
        var write = WriteMode.always
    }

    static let scenarios = [
        Scenario(testDescription: "one by one, with look-ups", bulk: .never, scanCost: 1_000),
        Scenario(testDescription: "one by one, with a snapshot", bulk: .never, scanCost: 1),
        Scenario(testDescription: "by submissions, with a snapshot", bulk: .soon, scanCost: 1),
        Scenario(testDescription: "by submissions, with look-ups", bulk: .soon, scanCost: 1_000),
        Scenario(testDescription: "where there is nothing yet, one by one", bulk: .never, scanCost: 1, write: .ifEmpty),
        Scenario(
            testDescription: "where there is nothing yet, by submissions",
            bulk: .soon,
            scanCost: 1,
            write: .ifEmpty
        ),
    ]

    @Test(arguments: scenarios, [false, true])
    func `ends in the same entities as an undisturbed run`(scenario: Scenario, afterEffect: Bool) async throws {
        let (expected, calls) = try await undisturbed(scenario)
        #expect(expected.count == 16)
        var place = 1
        while place <= calls {
            let crash = Crash()
            let (pipelines, service) = Self.setting(scenario, crash)
            let world = try World()
            crash.plan(at: place, afterEffect: afterEffect)
            _ = try? await world.run(pipelines)
            crash.restart()
            let report = try await world.run(pipelines)
            #expect(report.status == .done)
            #expect(service.entities == expected, "ended at call \(place) of \(calls)")
            if place.isMultiple(of: 5) { try await staysQuiet(world, pipelines, service) }
            place += 1
        }
    }

    @Test(arguments: scenarios)
    func `ends in the same entities after one end upon another`(scenario: Scenario) async throws {
        let (expected, calls) = try await undisturbed(scenario)
        var random = Seeded(state: 11)
        for _ in 0..<20 {
            let crash = Crash()
            let (pipelines, service) = Self.setting(scenario, crash)
            let world = try World()
            for _ in 0..<4 {
                crash.plan(at: .random(in: 1...calls, using: &random), afterEffect: .random(using: &random))
                _ = try? await world.run(pipelines)
                crash.restart()
                if Bool.random(using: &random) { service.carryOutAll() }
            }
            #expect(try await world.run(pipelines).status == .done)
            #expect(service.entities == expected)
        }
    }

    private func staysQuiet(_ world: World, _ pipelines: [RunnablePipeline], _ service: FakeService) async throws {
        let writes = service.count("upsert") + service.count("submit")
        let report = try await world.run(pipelines)
        #expect(report.pipelines.allSatisfy { $0.books.pending == 0 && $0.books.delivered == 0 })
        #expect(service.count("upsert") + service.count("submit") == writes)
    }

    private func undisturbed(_ scenario: Scenario) async throws -> ([String: FakeService.Entity], calls: Int) {
        let crash = Crash()
        let (pipelines, service) = Self.setting(scenario, crash)
        let world = try World()
        #expect(try await world.run(pipelines).status == .done)
        return (service.entities, crash.calls)
    }

    /// Two pipelines that bring the same people at different moments, in several partitions; some were there before.
    private static func setting(_ scenario: Scenario, _ crash: Crash) -> ([RunnablePipeline], FakeService) {
        let service = FakeService(bulk: scenario.bulk, crash: crash)
        service.change { $0.scanCost = scenario.scanCost }
        service.put("3@example.com", .init(attributes: ["A": .int(-1)], lists: [17]))
        service.put("4@example.com", .init(attributes: ["A": .int(204)], lists: [16, 99]))
        let pipelines = [1, 2].map { number in
            let scripts = (0..<2).map { part in
                let rows = (0..<8).map { person in
                    record(
                        "\(person + part * 4 * number)@example.com",
                        .int(number * 100 + part * 10 + person),
                        at: Int64(number + part * 3)
                    )
                }
                return FakeSource.Script("p\(part)", rows, isReadEachRun: part == 1)
            }
            return RunnablePipeline.fake(
                "n\(number)",
                from: FakeSource(scripts, crash: crash),
                to: service,
                lists: [15 + number],
                write: scenario.write
            )
        }
        return (pipelines, service)
    }
}
