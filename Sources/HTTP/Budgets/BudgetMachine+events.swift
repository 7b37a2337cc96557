extension BudgetMachine {
    /// A request is being written just now.
    mutating func written(_ id: UInt64, at now: Duration) {
        guard var grant = grants[id] else { return }
        grant.written = now
        grant.usual = lanes[grant.lane].arrival.usual
        grants[id] = grant
        stamp(id, grant.lane, arrivedBy: now)
    }

    /// A request was answered.
    ///
    /// - Parameter latency: since it was granted, connecting included; nil: until now.
    mutating func answered(_ id: UInt64, latency: Duration?, at now: Duration) {
        guard let grant = grants.removeValue(forKey: id) else { return }
        let arrival =
            if let written = grant.written {
                lanes[grant.lane].arrival.arrival(
                    written: written,
                    usual: grant.usual,
                    answered: latency.map { grant.at + $0 } ?? now
                )
            } else {
                lanes[grant.lane].arrival.arrival(granted: grant.at, latency: latency ?? now - grant.at)
            }
        stamp(id, grant.lane, arrivedBy: arrival)
    }

    /// A request may have arrived at any time until now, but there is no answer.
    mutating func unanswered(_ id: UInt64, at now: Duration) {
        guard let grant = grants.removeValue(forKey: id) else { return }
        stamp(id, grant.lane, arrivedBy: now)
    }

    /// A request never left: it doesn't count.
    mutating func notSent(_ id: UInt64) {
        guard let grant = grants.removeValue(forKey: id) else { return }
        lanes[grant.lane].used -= 1
        for counter in lanes[grant.lane].short {
            short[counter].giveBack(id)
        }
        for (counter, start) in grant.buckets {
            long[counter].giveBack(bucket: start)
        }
    }

    /// Nothing more will be heard of a request.
    mutating func forget(_ id: UInt64) {
        grants[id] = nil
    }

    /// The lane stands still until then; a shorter pause doesn't end a longer one.
    mutating func pause(_ lane: Int, until: Duration) {
        lanes[lane].pausedUntil = max(lanes[lane].pausedUntil ?? until, until)
    }

    /// The service says how many remain.
    ///
    /// It says so of one limit: the one whose count it names; else the shortest that lasts as long as the reset is
    /// away; else the longest.
    mutating func observe(_ lane: Int, remaining: Int, resetAfter: Duration?, limit: Int?, at moment: Moment) {
        var candidates: [(period: Duration, count: Int, isShort: Bool, index: Int)] = []
        for index in lanes[lane].short {
            candidates.append((short[index].period, short[index].count, true, index))
        }
        for index in lanes[lane].long {
            candidates.append((long[index].period, long[index].limit.count, false, index))
        }
        candidates.sort { $0.period < $1.period }
        let named = limit.flatMap { limit in candidates.first { $0.count == limit } }
        let lasting = resetAfter.flatMap { reset in candidates.first { $0.period >= reset } }
        guard let chosen = named ?? lasting ?? candidates.last else { return }
        guard chosen.isShort else {
            long[chosen.index].adopt(remaining: remaining, resetAfter: resetAfter, at: moment.wall)
            return
        }
        let reset = min(resetAfter ?? chosen.period, chosen.period)
        let missing = short[chosen.index].missing(remaining: remaining, at: moment.now)
        for _ in 0..<missing {
            short[chosen.index].occupy(nextID(), until: moment.now + reset)
        }
    }

    /// How long until so many more could have gone, behind those that wait already.
    mutating func estimate(_ lane: Int, requests: Int, at moment: Moment) -> Duration {
        let total = requests + lanes[lane].queue.count
        guard total > 0 else { return .zero }
        var longest = max(.zero, (lanes[lane].pausedUntil ?? moment.now) - moment.now)
        for counter in lanes[lane].short {
            let window = short[counter]
            let rest = total - max(0, window.count - short[counter].used(at: moment.now))
            if rest > 0 {
                longest = max(longest, window.window / window.count * rest)
            }
        }
        for counter in lanes[lane].long {
            if let time = long[counter].timeFor(total, at: moment.wall) {
                longest = max(longest, time - moment.wall)
            }
        }
        return longest
    }

    /// How many more could go at once, behind those that wait already.
    mutating func room(_ lane: Int, at moment: Moment) -> Int {
        if let until = lanes[lane].pausedUntil, until > moment.now { return 0 }
        guard lanes[lane].long.allSatisfy({ long[$0].timeFor(1, at: moment.wall) == nil }) else { return 0 }
        let room = lanes[lane].short.map { short[$0].count - short[$0].used(at: moment.now) }.min() ?? .max
        return max(0, room - lanes[lane].queue.count)
    }

    /// What has to survive a restart.
    mutating func snapshot(at moment: Moment) -> BudgetSnapshot {
        var snapshot = BudgetSnapshot(counters: [:], pauses: [:])
        for index in long.indices where long[index].used(at: moment.wall) > 0 {
            snapshot.counters[longNames[index]] = long[index].buckets
        }
        for lane in lanes {
            if let until = lane.pausedUntil, until > moment.now {
                snapshot.pauses[lane.label] = moment.wall + (until - moment.now)
            }
        }
        return snapshot
    }

    /// Takes up what an earlier process counted; names that no longer exist are passed over.
    mutating func restore(_ snapshot: BudgetSnapshot, at moment: Moment) {
        for (index, name) in longNames.enumerated() {
            long[index].restore(snapshot.counters[name] ?? [])
        }
        for lane in lanes.indices {
            if let until = snapshot.pauses[lanes[lane].label], until > moment.wall {
                pause(lane, until: moment.now(at: until))
            }
        }
    }

    private mutating func stamp(_ id: UInt64, _ lane: Int, arrivedBy time: Duration) {
        for counter in lanes[lane].short {
            short[counter].stamp(id, arrivedBy: time)
        }
    }
}
