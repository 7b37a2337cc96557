import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// Whatever happens on the way, the contacts and lists end as those of an undisturbed run.
    @Suite struct DisturbanceTests {
        /// The end state of an undisturbed run, worked out once.
        private static let expectation = Task { try await run() }

        private static func undisturbed() async throws -> [String: Stage.Contact] { try await expectation.value }

        private static func run() async throws -> [String: Stage.Contact] {
            try await Stage.run { stage in
                let applied = try await stage.apply()
                #expect(applied.status == 0, "\(applied.words)")
                #expect(applied.booksClose)
                #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
                return stage.endState
            }
        }

        @Test(arguments: [
            ["429:0.1"], ["500:0.1"], ["reset:0.05"], ["truncate:0.05"], ["expire-token:0.05"],
            ["429:0.03", "500:0.03", "reset:0.02", "truncate:0.02", "expire-token:0.02"],
        ])
        func `failing responses change nothing`(faults: [String]) async throws {
            let expected = try await Self.undisturbed()
            let parsed = try faults.map { try Fault(parsing: $0) }
            try await Stage.run({ $0.faults = parsed }) { stage in
                var applied = try await stage.apply()
                // A partition or a delivery may have run out of patience: the next run finishes it.
                for _ in 0..<3 where applied.status != 0 { applied = try await stage.apply() }
                #expect(applied.status == 0, "\(applied.words)")
                #expect(stage.endState == expected)
                #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
            }
        }

        @Test func `kill -9 at any moment loses nothing`() async throws {
            let expected = try await Self.undisturbed()
            let moments = ProcessInfo.processInfo.environment["PIPELINE_KILLS"].flatMap(Int.init) ?? 12
            for moment in 0..<moments {
                try await Stage.run { stage in
                    let victim = try stage.start()
                    stage.requests.after(1 + moment * 180 / moments) { victim.signal(SIGKILL) }
                    let killed = await victim.ended()
                    #expect(killed.status == 128 + SIGKILL || killed.status == 0, "\(killed.errors)")
                    let applied = try await stage.apply()
                    #expect(applied.status == 0, "killed at \(moment): \(applied.words)")
                    #expect(applied.booksClose, "killed at \(moment): \(applied.words)")
                    #expect(stage.endState == expected, "killed at \(moment)")
                }
            }
        }

        @Test(arguments: [SIGINT, SIGTERM])
        func `a signal drains the run, and the next one finishes it`(signal: Int32) async throws {
            let expected = try await Self.undisturbed()
            try await Stage.run { stage in
                let victim = try stage.start()
                stage.requests.after(60) { victim.signal(signal) }
                let stopped = Applied(await victim.ended())
                #expect(stopped.status == 128 + signal, "\(stopped.words)")
                #expect(stopped.booksClose, "\(stopped.words)")
                let applied = try await stage.apply()
                #expect(applied.status == 0, "\(applied.words)")
                #expect(stage.endState == expected)
            }
        }

        @Test func `a second signal ends the program at once`() async throws {
            try await Stage.run({
                $0.faults = [Fault(.slow, probability: 1)]; $0.slowDelay = .seconds(30)
            }) { stage in
                let victim = try stage.start()
                stage.requests.after(1) {
                    victim.signal(SIGINT)
                    victim.signal(SIGTERM)
                }
                let ended = await victim.ended()
                #expect([130, 143].contains(ended.status))
            }
        }

        @Test func `a second run on the same state says who holds it`() async throws {
            try await Stage.run { stage in
                let first = try stage.start()
                await withCheckedContinuation { continuation in
                    stage.requests.after(5) { continuation.resume() }
                }
                let second = try await stage.apply()
                #expect(second.status == 75, "\(second.words)")
                #expect(second.words.contains("another run works with the state"))
                #expect(second.json["result"]?["reason"]?.string == "busy")
                #expect(await first.ended().status == 0)
            }
        }
    }
}
