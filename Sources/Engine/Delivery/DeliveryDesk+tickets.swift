internal import CEL
internal import PipelineCore
internal import State

/// Bulk submissions: recorded before they are handed in, followed until they have ended, taken up again after a crash.
extension DeliveryDesk {
    /// Takes up the submissions that a crash left.
    mutating func recover(in group: inout Group) async throws {
        let tickets = try await state.openTickets(destination: desk.id)
        let destination = destination
        do {
            if tickets.contains(where: { $0.ticket == nil }) {
                try await desk.control.untilDrained { try await destination.awaitUnknownSubmissions() }
            }
        } catch let error as ConnectorFailure {
            fail(error)
            return
        } catch is CancellationError where isStopping && !Task.isCancelled {
            return
        }
        for open in tickets {
            if let ticket = open.ticket {
                backlog.adopt(open.keys)
                follow(Following(id: open.id, keys: open.keys, rows: open.keys.count, began: nil), ticket, in: &group)
            } else {
                try await state.dropTicket(open.id)
            }
        }
    }

    mutating func submit(_ submission: Submission, in group: inout Group) async throws {
        var submission = submission
        try submission.seal()
        if !submission.intents.isEmpty { try await state.intend(submission.intents, destination: desk.id) }
        let id = try await state.openTicket(submission.parts, destination: desk.id, at: now())
        let keys = submission.keys
        policy.submissions += 1
        backlog.send(rows: submission.outboxRows)
        let began = now()
        do {
            let ticket = try await destination.submit(submission.rows, memberships: submission.memberships)
            try await state.accept(ticket, as: id)
            follow(Following(id: id, keys: keys, rows: submission.outboxRows, began: began), ticket, in: &group)
        } catch let error as ConnectorFailure {
            policy.isBulkBroken = true
            note(error)
            if isStopping { return }
            // It may have been handed in all the same: it is waited for before the same keys are written again.
            let destination = destination
            try await desk.control.untilDrained { try await destination.awaitUnknownSubmissions() }
            try await state.dropTicket(id)
            backlog.receive(rows: submission.outboxRows, settled: 0)
            for key in keys { backlog.free(key, isLeft: true) }
        }
    }

    private mutating func follow(_ following: Following, _ ticket: Ticket, in group: inout Group) {
        openTickets += 1
        let (destination, now) = (destination, now)
        group.addTask {
            do {
                let result = try await destination.follow(ticket)
                return .followed(following, .success(result), at: now())
            } catch {
                return .followed(following, .failure(error), at: now())
            }
        }
    }

    mutating func finish(_ following: Following, _ result: Result<BulkResult, any Error>, at ended: Timestamp)
        async throws
    {
        let (ticket, keys, rows) = (following.id, following.keys, following.rows)
        switch result {
        case .failure(let error as ConnectorFailure):
            // It may still be carried out: the ticket stays, the next run takes it up.
            note(error)
            for key in keys { backlog.putOff(key) }
        case .failure(let error):
            throw error
        case .success(let result) where !result.isCompleted:
            policy.isBulkBroken = true
            try await state.dropTicket(ticket)
            backlog.receive(rows: rows, settled: 0)
            for key in keys { backlog.free(key, isLeft: true) }
        case .success(let result):
            if let began = following.began {
                policy.noteSubmission(of: keys.count, seconds: result.seconds ?? began.seconds(until: ended))
            }
            try await settle(ticket: ticket, keys: keys, rows: rows, result.exceptions)
        }
    }

    private mutating func settle(
        ticket: Int,
        keys: [String],
        rows: Int,
        _ exceptions: [String: Outcome]
    ) async throws {
        let settlement = try await state.settleTicket(ticket, destination: desk.id, run: run, at: now()) { key in
            switch exceptions[key.key] {
            case nil: key
            case .rejected where key.delivering > 1: nil
            case let outcome?: key.settled(by: outcome)
            }
        }
        report.settled(settlement.books)
        for outcome in exceptions.values { report.leftOut(outcome) }
        backlog.receive(rows: rows, settled: settlement.books.values.reduce(0) { $0 - $1.pending })
        // What a submission couldn't do, a single upsert may: it says why.
        let left = Set(settlement.left)
        for key in keys {
            if left.contains(key), case .rejected = exceptions[key] { backlog.isolate(key) }
            backlog.free(key, isLeft: left.contains(key))
        }
    }
}

extension DeliveryDesk {
    /// A submission under way.
    struct Following: Sendable {
        /// The ticket's number in the state.
        let id: Int
        let keys: [String]
        let rows: Int
        /// When it was handed in; nil when an earlier run did it.
        let began: Timestamp?
    }
}

extension Timestamp {
    fileprivate func seconds(until end: Timestamp) -> Double {
        Double(end.seconds - seconds) + Double(end.nanoseconds - nanoseconds) / 1e9
    }
}
