/// One budget of an account: where a request asks before it goes.
package struct Budget: Sendable {
    /// The label, as declared.
    package let label: String

    let budgets: RateBudgets
    let lane: Int

    /// Waits until a request may go. First come first served within a group, the groups taking turns.
    ///
    /// - Parameters:
    ///   - group: who asks, so that many requests of one don't keep others waiting.
    ///   - maxWait: how long a pause or a used-up long limit may hold it up. Waiting for the pace and for those
    ///     before it doesn't count.
    /// - Throws: `BudgetExhausted` when it would be held up longer, at once; `CancellationError`.
    package func acquire(group: String = "", maxWait: Duration = .seconds(120)) async throws -> Permit {
        try await budgets.acquire(lane: lane, group: group, maxWait: maxWait)
    }

    /// Takes note of what a response says is left; when that's less than we think, others use the account too.
    ///
    /// - Parameter limit: the limit it is about, by its count; nil: the one that fits `resetAfter`.
    package func observe(remaining: Int, resetAfter: Duration? = nil, limit: Int? = nil) {
        budgets.change {
            $0.observe(lane, remaining: remaining, resetAfter: resetAfter, limit: limit, at: $1)
        }
    }

    /// Holds back all requests for a time, because the service said 429; counts as one of `throttled`.
    package func pause(for duration: Duration) {
        budgets.change {
            $0.lanes[lane].throttled += 1
            $0.pause(lane, until: $1.now + duration)
        }
    }

    /// As `pause(for:)`, with the end given.
    package func pause(until time: UnixTime) {
        budgets.change {
            $0.lanes[lane].throttled += 1
            $0.pause(lane, until: $1.now(at: time))
        }
    }

    /// How long it would take until so many more requests had gone, behind those that wait already and if nobody else
    /// came.
    package func estimate(requests: Int) -> Duration {
        budgets.change { $0.estimate(lane, requests: requests, at: $1) }
    }

    /// How many requests went since the start of the process.
    package var used: Int { budgets.change { machine, _ in machine.lanes[lane].used } }

    /// How often the service said that there were too many.
    package var throttled: Int { budgets.change { machine, _ in machine.lanes[lane].throttled } }

    /// How many more could go at once, behind those that wait already.
    package var room: Int { budgets.change { $0.room(lane, at: $1) } }

    /// How many wait now.
    package var waiting: Int { budgets.change { machine, _ in machine.lanes[lane].queue.count } }
}
