@testable import HTTP

/// A service with a strict sliding window, and a client who asks a `BudgetMachine` before each request, in simulated
/// time: nothing is random but by the seed, nothing takes real time.
struct SimulatedService {
    /// What a request does and how long it takes.
    struct Journey {
        /// From being granted to being written: connecting, mostly.
        var connecting: Duration

        /// From being written to being counted by the service.
        var outbound: Duration

        /// From there until the answer is back.
        var answering: Duration
    }

    var machine: BudgetMachine

    /// Whether the moment of writing is known, or only the answer.
    var seesWriting: Bool

    /// The next request's journey: its number, and when it's granted.
    var journey: (_ number: Int, _ granted: Duration) -> Journey

    private enum Event {
        case written(UInt64), answered(UInt64)
    }

    init(
        _ limit: RateLimit,
        seesWriting: Bool,
        journey: @escaping (_ number: Int, _ granted: Duration) -> Journey
    ) {
        machine = BudgetMachine([BudgetPlan("x", [limit])], share: 1)
        self.seesWriting = seesWriting
        self.journey = journey
    }

    /// Sends so many requests as fast as the budget allows; when each one arrived, in order.
    mutating func arrivals(of requests: Int) -> [Duration] {
        var now = Duration.zero
        var events: [(time: Duration, event: Event)] = []
        var arrivals: [Duration] = []
        for _ in 0..<requests {
            let id = machine.nextID()
            machine.enqueue(id, lane: 0, group: "", maxWait: .seconds(1), at: moment(now))
        }
        while arrivals.count < requests {
            for (id, _) in machine.settle(at: moment(now)) {
                let journey = journey(arrivals.count, now)
                let written = now + journey.connecting
                let arrived = written + journey.outbound
                arrivals.append(arrived)
                if seesWriting { insert(&events, written, .written(id)) }
                insert(&events, arrived + journey.answering, .answered(id))
            }
            let wake = machine.nextWake(at: moment(now))
            let next = events.first?.time
            guard let time = [wake, next].compactMap(\.self).min() else { break }
            now = max(now, time)
            while let (time, event) = events.first, time <= now {
                events.removeFirst()
                switch event {
                case .written(let id): machine.written(id, at: time)
                case .answered(let id): machine.answered(id, latency: nil, at: time)
                }
            }
        }
        return arrivals.sorted()
    }

    private func moment(_ now: Duration) -> BudgetMachine.Moment {
        BudgetMachine.Moment(now: now, wall: UnixTime(.seconds(1_000_000)) + now)
    }

    private func insert(_ events: inout [(time: Duration, event: Event)], _ time: Duration, _ event: Event) {
        let place = events.lastIndex { $0.time <= time }.map { $0 + 1 } ?? 0
        events.insert((time, event), at: place)
    }

    /// How many arrivals had `count` others in the period before them.
    static func violations(_ arrivals: [Duration], of count: Int, per period: Duration) -> Int {
        arrivals.indices.dropFirst(count).filter { arrivals[$0] - arrivals[$0 - count] < period }.count
    }
}
