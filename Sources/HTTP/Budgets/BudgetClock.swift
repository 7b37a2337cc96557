/// The two clocks of a set of budgets: one that never jumps, counted from its creation, and the wall clock.
struct BudgetClock: Sendable {
    let now: @Sendable () -> Duration
    let wall: @Sendable () -> UnixTime
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    init<C: Clock>(_ clock: C, wall: @escaping @Sendable () -> UnixTime) where C.Duration == Duration {
        let origin = clock.now
        now = { origin.duration(to: clock.now) }
        sleep = { try await clock.sleep(until: origin.advanced(by: $0), tolerance: .zero) }
        self.wall = wall
    }

    var moment: BudgetMachine.Moment { BudgetMachine.Moment(now: now(), wall: wall()) }
}
