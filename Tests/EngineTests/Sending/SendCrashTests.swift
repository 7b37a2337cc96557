import CEL
import PipelineCore
import State
import Testing

@testable import Engine

/// A run that ends at any call, before or after the call took effect, and the runs after it.
@Suite struct SendCrashTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let traits: SendTraits
        /// Whether everything arrives in the end.
        let isCertain: Bool
    }

    static let kinds = [
        Kind(testDescription: "events, one by one", traits: SendTraits(), isCertain: false),
        Kind(
            testDescription: "events in batches that are looked up",
            traits: SendTraits(maxItems: 5, canLookUp: true),
            isCertain: false
        ),
        Kind(
            testDescription: "mails with a token",
            traits: SendTraits(maxItems: 5, repeats: .within(seconds: 1_500), canLookUp: true),
            isCertain: true
        ),
        Kind(testDescription: "campaigns found by name", traits: SendTraits(repeats: .always), isCertain: true),
    ]

    private static func setting(_ kind: Kind, _ crash: Crash, at now: Int64) -> (RunnablePipeline, FakeSender) {
        let sender = FakeSender("brevo.\(kind.testDescription.prefix(5))", kind.traits, crash: crash)
        let scripts = (0..<2).map { part in
            FakeSource.Script(
                "p\(part)",
                (0..<6).map { record("\(part)\($0)@example.com", .int($0), at: now) },
                isReadEachRun: part == 1
            )
        }
        return (.sending(from: FakeSource(scripts, crash: crash), to: FakeSendSink(sender)), sender)
    }

    @Test(arguments: kinds, [false, true])
    func `nothing is sent twice, and nothing is lost unlisted`(kind: Kind, afterEffect: Bool) async throws {
        var place = 1
        while place <= 16 {
            let crash = Crash()
            let world = try World()
            let (pipeline, sender) = Self.setting(kind, crash, at: world.now.seconds)
            crash.plan(at: place, afterEffect: afterEffect)
            _ = try? await world.run(pipeline)
            crash.restart()
            world.pass(seconds: 60)
            let report = try await world.run(pipeline)
            #expect(report.books.pending == 0)
            let state = try world.state()
            let undecided = Set(try await state.undecidedSends().map(\.recipient))
            try state.close()
            #expect(sender.arrived.values.allSatisfy { $0 == 1 }, "ended at call \(place)")
            #expect(undecided.union(sender.arrived.keys).count == 12, "ended at call \(place)")
            if kind.isCertain { #expect(sender.arrived.count == 12 && undecided.isEmpty, "ended at call \(place)") }
            if kind.traits.canLookUp { #expect(undecided.isDisjoint(with: sender.arrived.keys)) }
            place += 1
        }
    }

    @Test func `a token that the service has forgotten isn't relied on`() async throws {
        let crash = Crash()
        let world = try World()
        let (pipeline, sender) = Self.setting(Self.kinds[2], crash, at: world.now.seconds)
        crash.plan(at: 4, afterEffect: false)
        _ = try? await world.run(pipeline)
        crash.restart()
        world.pass(hours: 1)
        let report = try await world.run(pipeline)
        let state = try world.state()
        let undecided = try await state.undecidedSends().count
        #expect(undecided > 0)
        #expect(report.status == .incomplete)
        #expect(sender.arrived.count + undecided == 12)
    }
}
