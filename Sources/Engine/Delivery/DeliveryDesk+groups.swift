internal import PipelineCore
internal import State

/// Gathering what waits into groups that share their memberships: each may go by one bulk submission.
extension DeliveryDesk {
    /// Singles kept waiting for a slot, at most, while groups are gathered.
    private static let maxSingles = 1_000

    /// Changes taken at once.
    private static let stride = 500

    /// Takes all that waits, as far as memory allows, and sends it on its way.
    ///
    /// - Returns: Whether there may be more to do at once; otherwise something must happen first.
    mutating func gather(isReading: Bool, in group: inout Group) async throws -> Bool {
        let isAll = try await fill()
        if isStopping { return false }
        let sorted = groups.values.sorted { $0.count > $1.count }
        if isReading { return try await endRound(sorted, isAll: isAll, in: &group) }
        guard isAll else {
            // Room is made by handing in the largest; when single upserts are in the way, by these.
            return gathered < policy.maxChanges ? false : try await submit(Array(sorted.prefix(1)), in: &group) > 0
        }
        let best = policy.submissions(of: sorted.map(\.count), alone: activeUpserts + singles.count)
        var chosen = Array(sorted.prefix(best))
        for rest in sorted.dropFirst(best) {
            guard let deliveries = rest.single else {
                chosen.append(rest)
                continue
            }
            groups[rest.memberships] = nil
            for delivery in deliveries { sendAlone(delivery) }
        }
        try await submit(chosen, in: &group)
        return groups.isEmpty
    }

    /// Hands in what was gathered while sources are read. Small groups will grow.
    ///
    /// - Returns: Whether there may be more to do at once.
    private mutating func endRound(_ sorted: [Submission], isAll: Bool, in group: inout Group) async throws -> Bool {
        let large = sorted.filter { $0.count >= policy.bulkMinimum }
        let isFree = policy.maySubmit(largest: large.first?.count ?? 0, openTickets: openTickets)
        let sent = isFree ? try await submit(large, in: &group) : 0
        putBack()
        policy.noteRound(
            submitted: sent > 0,
            isBlocked: sent < large.count,
            waiting: isAll ? backlog.waiting(arrived: desk.inbox.arrived) : 0
        )
        return !isAll && sent > 0
    }

    /// Changes in groups.
    private var gathered: Int { groups.values.reduce(0) { $0 + $1.count } }

    /// Takes what waits until nothing does or there is no room.
    ///
    /// - Returns: Whether all was taken.
    private mutating func fill() async throws -> Bool {
        var count = gathered
        while count < policy.maxChanges, singles.count < Self.maxSingles, !isStopping {
            if ready.isEmpty {
                guard backlog.hasMore(arrived: desk.inbox.arrived) else { return true }
                try await refill()
            }
            for delivery in try await takeReady(atMost: min(Self.stride, policy.maxChanges - count)) {
                guard let memberships = delivery.change.submissionMemberships, let row = row(of: delivery.change) else {
                    sendAlone(delivery)
                    continue
                }
                let empty = Submission(memberships: memberships, minimum: policy.bulkMinimum)
                try groups[memberships, default: empty].append(delivery, row: row)
                count += 1
            }
        }
        return ready.isEmpty && !backlog.hasMore(arrived: desk.inbox.arrived)
    }

    /// The change as it stands in a submission; nil when it can't go that way.
    private func row(of change: Change) -> [UInt8]? {
        change.submissionMemberships == nil ? nil : destination.submissionRow(change)
    }

    /// Hands groups in, the largest first, as far as submissions may be under way at once.
    ///
    /// - Returns: How many were handed in.
    @discardableResult
    private mutating func submit(_ chosen: [Submission], in group: inout Group) async throws -> Int {
        var count = 0
        for submission in chosen.sorted(by: { $0.count > $1.count }) {
            guard openTickets < DeliveryPolicy.maxOpenTickets, !policy.isBulkBroken, !isStopping else { break }
            groups[submission.memberships] = nil
            try await submit(submission, in: &group)
            count += 1
        }
        if policy.isBulkBroken { putBack() }
        return count
    }

    private mutating func sendAlone(_ delivery: Delivery) {
        backlog.send(rows: delivery.settled.entries.count)
        singles.append(delivery)
    }

    /// Lets what was taken and not sent wait again.
    mutating func putBack() {
        for submission in groups.values {
            for key in submission.keys { backlog.free(key, isLeft: true) }
        }
        groups = [:]
        for work in ready { backlog.free(work.key, isLeft: true) }
        ready = []
    }

    /// Takes what is ready, looked up where that is needed.
    private mutating func takeReady(atMost limit: Int) async throws -> [Delivery] {
        let taken = ready.prefix(limit)
        ready.removeFirst(taken.count)
        var deliveries: [Delivery] = []
        var unknown: [PendingKey] = []
        for work in taken {
            switch work {
            case .change(let delivery): deliveries.append(delivery)
            case .unknown(let key): unknown.append(key)
            }
        }
        if !unknown.isEmpty { deliveries += try await lookUp(unknown) }
        return deliveries
    }
}
