import PipelineCore
import Testing

@testable import Engine

@Suite struct DeliveryPolicyTests {
    /// Like Brevo's: an import takes 3 seconds, upserts are ten a second.
    static let traits = BulkTraits(
        maxChanges: 10_000,
        fixedSeconds: 3,
        secondsPerChange: 0.001,
        secondsPerUpsert: 0.1,
        maxConcurrentUpserts: 8,
        submissionsPerHour: 10
    )

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var waiting: Int
        var isReading = false
        var upserts = 0
        var openTickets = 0
        let choice: DeliveryPolicy.Choice
        var change: @Sendable (inout DeliveryPolicy) -> Void = { _ in }
    }

    @Test(arguments: [
        Case(testDescription: "nothing waits", waiting: 0, choice: .wait),
        Case(testDescription: "few", waiting: 30, choice: .upserts(8)),
        Case(testDescription: "few, some under way", waiting: 30, upserts: 5, choice: .upserts(3)),
        Case(testDescription: "few, no slot", waiting: 30, upserts: 8, choice: .wait),
        Case(testDescription: "more than an import is worth", waiting: 31, choice: .gather(submits: true)),
        Case(testDescription: "many, all tickets out", waiting: 31, openTickets: 8, choice: .gather(submits: true)),
        Case(testDescription: "many, imports broken", waiting: 5_000, choice: .upserts(8)) { $0.isBulkBroken = true },
        Case(testDescription: "imports were quick", waiting: 11, choice: .gather(submits: true)) {
            $0.noteSubmission(of: 0, seconds: 1)
        },
        Case(testDescription: "imports were slow", waiting: 600, choice: .upserts(8)) {
            $0.noteSubmission(of: 100, seconds: 90.1)
        },
        Case(testDescription: "the hour's share is used up", waiting: 300, choice: .upserts(8)) { $0.submissions = 10 },
        Case(testDescription: "the hour's share is used up, very many", waiting: 304, choice: .gather(submits: true)) {
            $0.submissions = 10
        },
    ])
    func `when reading has ended`(one: Case) { check(one) }

    @Test(arguments: [
        Case(testDescription: "few are held back", waiting: 30, isReading: true, choice: .wait),
        Case(testDescription: "what more are is looked at", waiting: 31, isReading: true, choice: .sample),
        Case(testDescription: "an import's worth is held back", waiting: 500, isReading: true, choice: .wait) {
            $0.noteSample(alone: 0, of: 500, waiting: 400)
        },
        Case(testDescription: "twice as many are looked at again", waiting: 800, isReading: true, choice: .sample) {
            $0.noteSample(alone: 0, of: 400, waiting: 400)
        },
        Case(testDescription: "some that go alone are held back", waiting: 500, isReading: true, choice: .wait) {
            $0.noteSample(alone: 6, of: 100, waiting: 400)
        },
        Case(
            testDescription: "many that go alone aren't",
            waiting: 500,
            isReading: true,
            choice: .gather(submits: false)
        ) { $0.noteSample(alone: 50, of: 100, waiting: 400) },
        Case(
            testDescription: "a full import isn't held back",
            waiting: 10_000,
            isReading: true,
            choice: .gather(submits: true)
        ) { $0.noteSample(alone: 0, of: 500, waiting: 9_000) },
        Case(
            testDescription: "unless all tickets are out",
            waiting: 10_000,
            isReading: true,
            openTickets: 8,
            choice: .wait
        ) { $0.noteSample(alone: 0, of: 500, waiting: 9_000) },
        Case(testDescription: "the next import waits for more", waiting: 19_999, isReading: true, choice: .wait) {
            $0.noteRound(submitted: true, waiting: 15_000)
        },
        Case(
            testDescription: "but never for more than fit on their way",
            waiting: 40_000,
            isReading: true,
            choice: .gather(submits: true)
        ) { for _ in 0..<70 { $0.noteRound(submitted: true, waiting: 39_000) } },
        Case(testDescription: "imports broken, few", waiting: 30, isReading: true, choice: .wait) {
            $0.isBulkBroken = true
        },
        Case(testDescription: "imports broken, many", waiting: 33, isReading: true, choice: .upserts(3)) {
            $0.isBulkBroken = true
        },
    ])
    func `while sources are read`(one: Case) { check(one) }

    private func check(_ one: Case) {
        var policy = DeliveryPolicy(traits: Self.traits)
        one.change(&policy)
        let load = DeliveryPolicy.Load(
            waiting: one.waiting,
            isReading: one.isReading,
            upserts: one.upserts,
            openTickets: one.openTickets
        )
        #expect(policy.choose(load) == one.choice)
    }

    @Test(arguments: [
        ([Int](), 100, 0), ([30], 0, 0), ([31], 0, 1), ([10, 10, 10], 0, 0), ([80, 40, 20, 15], 0, 3),
        ([80, 40, 20, 5], 0, 2), ([20, 20], 0, 1), ([20], 30, 1), ([2, 2], 100, 2), ([1], 100, 0),
        ([5_000, 30, 30], 0, 1),
        (Array(repeating: 40, count: 12), 0, 12),
    ])
    func `the largest groups go by imports until the rest is no slower`(groups: [Int], alone: Int, count: Int) {
        #expect(DeliveryPolicy(traits: Self.traits).submissions(of: groups, alone: alone) == count)
    }

    @Test func `a clock that stands still or jumps teaches nothing`() {
        var policy = DeliveryPolicy(traits: Self.traits)
        for seconds in [0.0, -5, 100_000] { policy.noteSubmission(of: 10, seconds: seconds) }
        #expect(policy.bulkMinimum == 31)
    }
}
