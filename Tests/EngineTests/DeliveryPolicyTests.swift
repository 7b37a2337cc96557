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
        var spare = 0
        let choice: DeliveryPolicy.Choice
        var change: @Sendable (inout DeliveryPolicy) -> Void = { _ in }
    }

    @Test(arguments: [
        Case(testDescription: "nothing waits", waiting: 0, choice: .wait),
        Case(testDescription: "few", waiting: 30, choice: .upserts(8)),
        Case(testDescription: "few, some under way", waiting: 30, upserts: 5, choice: .upserts(3)),
        Case(testDescription: "few, no slot", waiting: 30, upserts: 8, choice: .wait),
        Case(testDescription: "more than an import is worth", waiting: 31, choice: .gather),
        Case(testDescription: "many, all tickets out", waiting: 31, openTickets: 8, choice: .gather),
        Case(testDescription: "many, imports broken", waiting: 5_000, choice: .upserts(8)) { $0.isBulkBroken = true },
        Case(testDescription: "imports were quick", waiting: 11, choice: .gather) {
            $0.noteSubmission(of: 0, seconds: 1)
        },
        Case(testDescription: "imports were slow", waiting: 600, choice: .upserts(8)) {
            $0.noteSubmission(of: 100, seconds: 90.1)
        },
        Case(testDescription: "the hour's share is used up", waiting: 300, choice: .upserts(8)) { $0.submissions = 10 },
        Case(testDescription: "the hour's share is used up, very many", waiting: 304, choice: .gather) {
            $0.submissions = 10
        },
    ])
    func `when reading has ended`(one: Case) { check(one) }

    @Test(arguments: [
        Case(testDescription: "few are held back", waiting: 30, isReading: true, choice: .wait),
        Case(testDescription: "unless the rate is idle", waiting: 30, isReading: true, spare: 1, choice: .upserts(1)),
        Case(testDescription: "then two at a time", waiting: 30, isReading: true, spare: 5, choice: .upserts(2)),
        Case(testDescription: "two are enough", waiting: 30, isReading: true, upserts: 2, spare: 5, choice: .wait),
        Case(testDescription: "an import's worth is gathered", waiting: 31, isReading: true, spare: 5, choice: .gather),
        Case(testDescription: "the next waits for as many again", waiting: 70, isReading: true, choice: .wait) {
            $0.noteRound(submitted: true, isBlocked: false, waiting: 40)
        },
        Case(testDescription: "and for half as many as were left", waiting: 1_400, isReading: true, choice: .wait) {
            $0.noteRound(submitted: true, isBlocked: false, waiting: 1_000)
        },
        Case(testDescription: "then it comes", waiting: 1_500, isReading: true, choice: .gather) {
            $0.noteRound(submitted: true, isBlocked: false, waiting: 1_000)
        },
        Case(
            testDescription: "what waits for an import to end",
            waiting: 100,
            isReading: true,
            openTickets: 1,
            choice: .wait
        ) { $0.noteRound(submitted: false, isBlocked: true, waiting: 100) },
        Case(testDescription: "is handed in after it", waiting: 100, isReading: true, choice: .gather) {
            $0.noteRound(submitted: false, isBlocked: true, waiting: 100)
        },
        Case(testDescription: "many rounds have to grow", waiting: 31 * 4 - 1, isReading: true, choice: .wait) {
            for _ in 0..<6 { $0.noteRound(submitted: true, isBlocked: false, waiting: 0) }
        },
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
            openTickets: one.openTickets,
            spare: one.spare
        )
        #expect(policy.choose(load) == one.choice)
    }

    @Test(arguments: [(50, 0, true), (50, 1, false), (9_999, 1, false), (10_000, 1, true), (10_000, 8, false)])
    func `while sources are read one import is under way at a time, unless the next is full`(
        largest: Int,
        openTickets: Int,
        may: Bool
    ) {
        let policy = DeliveryPolicy(traits: Self.traits)
        #expect(policy.maySubmit(largest: largest, openTickets: openTickets) == may)
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
