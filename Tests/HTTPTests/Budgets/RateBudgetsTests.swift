import HTTP
import Synchronization
import Testing

@Suite struct RateBudgetsTests {
    /// 2026-11-24T12:00:00Z
    private static let noon = UnixTime(.seconds(1_795_521_600))

    private let clock = ManualClock()

    private func budgets(_ plans: BudgetPlan..., share: Double = 1) -> RateBudgets {
        let clock = clock
        let origin = clock.now
        return RateBudgets(plans, share: share, clock: clock) { Self.noon + origin.duration(to: clock.now) }
    }

    private func budget(_ limits: RateLimit..., share: Double = 1) throws -> Budget {
        try #require(budgets(BudgetPlan("x", limits), share: share)["x"])
    }

    @Test func `the first burst goes at once, the next waits for one timer`() async throws {
        let budget = try budget(RateLimit(2, per: .seconds(1)))
        for _ in 0..<2 {
            let permit = try await budget.acquire()
            permit.writing()
            permit.answered()
        }
        async let third = budget.acquire()
        await clock.sleeper(within: .milliseconds(1020))
        #expect(budget.waiting == 1)
        clock.advance(by: .milliseconds(1020))
        _ = try await third
        #expect(budget.used == 3)
    }

    @Test func `room is what could go at once`() async throws {
        let budget = try budget(RateLimit(3, per: .seconds(1)), .perUTCDay(4))
        #expect(budget.room == 3)
        for left in [2, 1] {
            let permit = try await budget.acquire()
            permit.writing()
            permit.answered()
            #expect(budget.room == left)
        }
        clock.advance(by: .milliseconds(1_020))
        #expect(budget.room == 3)
        budget.pause(for: .seconds(5))
        #expect(budget.room == 0)
        clock.advance(by: .seconds(5))
        for _ in 0..<2 { _ = try await budget.acquire() }
        #expect(budget.room == 0)
    }

    @Test func `a permit given back lets the next go at once`() async throws {
        let budget = try budget(RateLimit(1, per: .seconds(1)), .perUTCDay(1))
        let permit = try await budget.acquire()
        async let second = budget.acquire(maxWait: .seconds(100_000))
        await clock.sleeper(within: .seconds(90_000))
        permit.notSent()
        _ = try await second
        #expect(budget.used == 1)
    }

    @Test func `a used-up day is told at once, with its end`() async throws {
        let budget = try budget(RateLimit(10, per: .seconds(1)), .perUTCDay(1))
        _ = try await budget.acquire()
        let exhausted = await #expect(throws: BudgetExhausted.self) { _ = try await budget.acquire() }
        #expect(exhausted?.until == Self.noon + .seconds(12 * 3600 + 2))
        #expect(exhausted?.description == "The budget “x” is used up (1 per UTC day).")
        async let patient = budget.acquire(maxWait: .seconds(13 * 3600))
        await clock.sleeper(within: .seconds(13 * 3600))
        clock.advance(by: .seconds(12 * 3600 + 2))
        _ = try await patient
    }

    @Test func `who already waits is sent away when a long pause comes`() async throws {
        let budget = try budget(RateLimit(1, per: .seconds(1)))
        _ = try await budget.acquire()
        let waiting = Task { try await budget.acquire(maxWait: .seconds(10)) }
        await clock.sleeper(within: .seconds(2))
        budget.pause(for: .seconds(60))
        await #expect(throws: BudgetExhausted.self) { _ = try await waiting.value }
        #expect(budget.throttled == 1)
        #expect(budget.waiting == 0)
    }

    @Test func `a short pause is waited out`() async throws {
        let budget = try budget(RateLimit(5, per: .seconds(1)))
        budget.pause(until: Self.noon + .seconds(3))
        async let permit = budget.acquire()
        await clock.sleeper(within: .seconds(3))
        clock.advance(by: .seconds(3))
        _ = try await permit
    }

    @Test func `budgets share the limits of the same name and no others`() async throws {
        let budgets = budgets(
            BudgetPlan("heavy", [RateLimit(5, per: .seconds(1)), .perUTCDay(3, sharedAs: "day")]),
            BudgetPlan("intensive", [RateLimit(2, per: .seconds(1)), .perUTCDay(3, sharedAs: "day")])
        )
        let heavy = try #require(budgets["heavy"])
        let intensive = try #require(budgets["intensive"])
        _ = try await heavy.acquire()
        _ = try await heavy.acquire()
        _ = try await intensive.acquire()
        await #expect(throws: BudgetExhausted.self) { _ = try await intensive.acquire() }
        await #expect(throws: BudgetExhausted.self) { _ = try await heavy.acquire() }
        #expect(heavy.used == 2 && intensive.used == 1)
        #expect(budgets["light"] == nil)
    }

    @Test func `long counters and pauses survive a restart`() async throws {
        let plan = BudgetPlan("x", [RateLimit(10, per: .seconds(1)), RateLimit(3, per: .seconds(3600)), .perUTCDay(9)])
        let first = budgets(plan)
        for _ in 0..<3 { _ = try await #require(first["x"]).acquire() }
        first["x"]?.pause(for: .seconds(5))
        let second = budgets(plan)
        second.restore(first.snapshot())
        let exhausted = await #expect(throws: BudgetExhausted.self) { _ = try await #require(second["x"]).acquire() }
        #expect(exhausted?.reason == "3 per 1 h")
        #expect(second.snapshot() == first.snapshot())
    }

    @Test func `the service's count is adopted when it's lower`() async throws {
        let budget = try budget(RateLimit(10, per: .seconds(1)), RateLimit(100, per: .seconds(3600)))
        budget.observe(remaining: 0, resetAfter: .seconds(600))
        await #expect(throws: BudgetExhausted.self) { _ = try await budget.acquire() }
        async let patient = budget.acquire(maxWait: .seconds(601))
        await clock.sleeper(within: .seconds(600))
        clock.advance(by: .seconds(600))
        _ = try await patient
        budget.observe(remaining: 0, limit: 10)
        async let paced = budget.acquire()
        await clock.sleeper(within: .seconds(1))
        clock.advance(by: .seconds(1))
        _ = try await paced
    }

    @Test func `a share of a limit is never nothing`() async throws {
        let half = try budget(RateLimit(5, per: .seconds(1)), share: 0.5)
        #expect(half.estimate(requests: 2) == .zero)
        #expect(half.estimate(requests: 3) > .zero)
        _ = try await budget(RateLimit(5, per: .seconds(1)), share: 0).acquire()
    }

    @Test func `the estimate follows from the tightest limit`() throws {
        let budget = try budget(RateLimit(20, per: .seconds(1)), .perUTCDay(1000))
        #expect(budget.estimate(requests: 20) == .zero)
        #expect(budget.estimate(requests: 620) == .milliseconds(1020) * 30)
        #expect(budget.estimate(requests: 1001) > .seconds(12 * 3600))
    }

    @Test func `cancelling takes the waiter away, in every order`() async throws {
        let budget = try budget(RateLimit(1, per: .seconds(1)))
        let held = try await budget.acquire()
        await withTaskGroup { group in
            var random = SeededRandom(8)
            for _ in 0..<2000 {
                let yields = Int.random(in: 0..<4, using: &random)
                group.addTask {
                    let task = Task { try await budget.acquire() }
                    for _ in 0..<yields { await Task.yield() }
                    task.cancel()
                    await #expect(throws: CancellationError.self) { _ = try await task.value }
                }
            }
        }
        #expect(budget.waiting == 0)
        held.notSent()
        _ = try await budget.acquire()
    }

    @Test func `a paced send tells the budget what became of it`() async throws {
        struct Fake: HTTPSending {
            var failure: HTTPFailure?
            func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
                if let failure { throw failure }
                request.onWriting?()
                return HTTPResponse(status: 200)
            }
        }
        let budget = try budget(RateLimit(10, per: .seconds(1)))
        let request = HTTPRequest(.get, "https://127.0.0.1/")
        _ = try await Fake().send(request, within: budget)
        #expect(budget.used == 1)
        for (arrived, used) in [(false, 1), (true, 2)] {
            let failure = HTTPFailure(.timedOut, "", mayHaveArrived: arrived)
            await #expect(throws: failure) { _ = try await Fake(failure: failure).send(request, within: budget) }
            #expect(budget.used == used)
        }
    }
}
