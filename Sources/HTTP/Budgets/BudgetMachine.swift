/// Decides which waiting request may go and when to look again. No clock, no tasks, no locks: every event tells it
/// the time.
///
/// A *lane* is one budget: its queue and its limits. Counters are apart from lanes, as lanes can share them.
struct BudgetMachine: Sendable {
    /// The time of an event on both clocks: `now` never jumps, `wall` counts days.
    struct Moment: Sendable {
        var now: Duration
        var wall: UnixTime

        /// A wall time on the other clock.
        func now(at time: UnixTime) -> Duration { now + (time - wall) }
    }

    /// What became of one who waited.
    enum Outcome: Sendable {
        case granted
        case exhausted(BudgetExhausted)
    }

    struct Lane: Sendable {
        let label: String
        var short: [Int] = []
        var long: [Int] = []
        var queue = FairQueue()
        var pausedUntil: Duration?
        var arrival = ArrivalEstimate()

        /// Requests granted and not given back.
        var used = 0

        /// How often the service said that there were too many.
        var throttled = 0

        /// Those who haven't been asked yet whether they'd wait out the present block.
        var unasked: [UInt64] = []

        /// The block that all others have been asked about.
        var askedAbout: Duration?
    }

    struct Grant: Sendable {
        var lane: Int
        var at: Duration
        var written: Duration?

        /// How long answers usually took when it was written.
        var usual: Duration?
        var buckets: [(counter: Int, start: UnixTime)] = []
    }

    var lanes: [Lane] = []
    var short: [SlidingWindow] = []
    var long: [LongWindow] = []

    /// The names of the long counters, as in snapshots.
    private(set) var longNames: [String] = []
    var grants: [UInt64: Grant] = [:]

    /// Until when each one is ready to wait.
    private var deadlines: [UInt64: Duration] = [:]
    private var lastID: UInt64 = 0

    /// Where the next round over the lanes begins, so that none is always first at a shared limit.
    private var firstLane = 0

    init(_ plans: [BudgetPlan], share: Double) {
        var named: [String: (isShort: Bool, index: Int)] = [:]
        for plan in plans {
            var lane = Lane(label: plan.label)
            for stated in plan.limits {
                let limit = stated.scaled(by: share)
                let name = stated.sharedAs ?? "\(plan.label): \(stated.description)"
                let counter = named[name] ?? makeCounter(limit, name: name)
                named[name] = counter
                if counter.isShort {
                    lane.short.append(counter.index)
                } else {
                    lane.long.append(counter.index)
                }
            }
            lanes.append(lane)
        }
    }

    private mutating func makeCounter(_ limit: RateLimit, name: String) -> (isShort: Bool, index: Int) {
        if case .sliding(let period) = limit.period, period <= .seconds(60) {
            short.append(SlidingWindow(count: limit.count, period: period))
            return (true, short.count - 1)
        }
        long.append(LongWindow(limit))
        longNames.append(name)
        return (false, long.count - 1)
    }

    mutating func nextID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// Somebody begins to wait. Whether they may go says the next `settle`.
    mutating func enqueue(_ id: UInt64, lane: Int, group: String, maxWait: Duration, at moment: Moment) {
        lanes[lane].queue.append(id, group: group)
        lanes[lane].unasked.append(id)
        deadlines[id] = moment.now + maxWait
    }

    /// Somebody stops waiting. False: they weren't.
    mutating func cancel(_ id: UInt64, lane: Int) -> Bool {
        deadlines[id] = nil
        return lanes[lane].queue.remove(id)
    }

    /// Lets go all who may, and sends away those who'd have to wait longer than they want.
    mutating func settle(at moment: Moment) -> [(id: UInt64, outcome: Outcome)] {
        var outcomes: [(id: UInt64, outcome: Outcome)] = []
        var wentOn = true
        while wentOn {
            wentOn = false
            for offset in lanes.indices {
                let lane = (firstLane + offset) % lanes.count
                guard !lanes[lane].queue.isEmpty, roomAt(lane, moment) == nil, let id = lanes[lane].queue.popFirst()
                else { continue }
                grant(id, lane: lane, at: moment)
                outcomes.append((id, .granted))
                wentOn = true
            }
            firstLane = lanes.isEmpty ? 0 : (firstLane + 1) % lanes.count
        }
        for lane in lanes.indices {
            outcomes += sendAway(from: lane, at: moment).map { ($0.id, .exhausted($0.reason)) }
        }
        return outcomes
    }

    /// When to settle again; nil when only an event can change anything.
    mutating func nextWake(at moment: Moment) -> Duration? {
        var wake: Duration?
        for lane in lanes.indices where !lanes[lane].queue.isEmpty {
            guard let time = roomAt(lane, moment) else { return moment.now }
            wake = min(wake ?? time, time)
        }
        return wake
    }

    private mutating func grant(_ id: UInt64, lane: Int, at moment: Moment) {
        deadlines[id] = nil
        var grant = Grant(lane: lane, at: moment.now)
        for counter in lanes[lane].short {
            short[counter].grant(id, at: moment.now)
        }
        for counter in lanes[lane].long {
            grant.buckets.append((counter, long[counter].grant(at: moment.wall)))
        }
        grants[id] = grant
        lanes[lane].used += 1
    }

    private mutating func sendAway(
        from lane: Int,
        at moment: Moment
    ) -> [(id: UInt64, reason: BudgetExhausted)] {
        defer { lanes[lane].unasked = [] }
        guard !lanes[lane].queue.isEmpty, let block = block(of: lane, moment) else {
            lanes[lane].askedAbout = nil
            return []
        }
        let isLonger = lanes[lane].askedAbout.map { block.until > $0 } ?? true
        let asked = isLonger ? Array(lanes[lane].queue.ids).sorted() : lanes[lane].unasked
        lanes[lane].askedAbout = block.until
        let reason = BudgetExhausted(
            label: lanes[lane].label,
            until: moment.wall + (block.until - moment.now),
            reason: block.reason
        )
        return asked.compactMap { id in
            guard let deadline = deadlines[id], deadline < block.until, cancel(id, lane: lane) else { return nil }
            return (id, reason)
        }
    }

    /// When the lane has room for one; nil when it has now.
    private mutating func roomAt(_ lane: Int, _ moment: Moment) -> Duration? {
        var latest = block(of: lane, moment)?.until
        for counter in lanes[lane].short {
            if let time = short[counter].roomAt(moment.now) {
                latest = max(latest ?? time, time)
            }
        }
        return latest
    }

    /// What stops the lane other than its pace: a pause, or a long limit that's used up.
    private mutating func block(of lane: Int, _ moment: Moment) -> (until: Duration, reason: String)? {
        var block: (until: Duration, reason: String)?
        if let until = lanes[lane].pausedUntil {
            if until > moment.now {
                block = (until, "the service asked for a pause")
            } else {
                lanes[lane].pausedUntil = nil
            }
        }
        for counter in lanes[lane].long {
            if let time = long[counter].roomAt(moment.wall) {
                let until = moment.now(at: time)
                if until > block?.until ?? .zero {
                    block = (until, long[counter].limit.description)
                }
            }
        }
        return block
    }
}
