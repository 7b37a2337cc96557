internal import PipelineCore
internal import State

/// Judges of a page of sends who may get them, by what the service knows in this run.
struct Screening: Sendable {
    let desk: SendDesks.Desk
    let state: StateStore

    /// What a page of sends comes to.
    struct Result: Sendable {
        /// To be sent, in their order.
        var approved: [QueuedSend] = []
        /// Not to be sent, by their numbers.
        var verdicts: [Int: SendVerdict] = [:]
        /// Those of whom nothing could be learnt now.
        var deferred = 0
        /// What stopped it.
        var failure: ConnectorFailure?
    }

    /// What is known of a person.
    private enum Person: Sendable {
        case known(Existing?)
        case unreadable(ConnectorFailure)
    }

    /// Judges a page.
    ///
    /// - Throws: ``StateFailure``; `CancellationError`.
    func judge(_ sends: [QueuedSend], _ consent: inout Consent?) async throws -> Result {
        var result = Result()
        guard let audience = desk.audience else {
            result.approved = sends
            return result
        }
        let recipients = Set(sends.map(\.send.recipient)).subtracting([""])
        let isFresh = sends.contains { desk.rule(of: $0.pipeline).isFresh }
        let people: [String: Person]
        do {
            people = try await look(for: recipients, audience, isFresh: isFresh, &consent)
        } catch let failure as ConnectorFailure {
            result.failure = failure
            result.deferred = sends.count
            return result
        }
        let once = try await state.delivered(recipients, destination: desk.audienceID)
        var created: [String: Outcome] = [:]
        for send in sends {
            let recipient = send.send.recipient
            switch people[recipient] {
            case nil: result.approved.append(send)
            case .unreadable(let failure):
                result.deferred += 1
                if failure.stopsEverything { result.failure = failure }
            case .known(nil) where once.contains(recipient):
                result.verdicts[send.id] = .skipped(reason: "deleted")
            case .known(let person):
                let rule = desk.rule(of: send.pipeline)
                if let reason = rule.refusal(of: person) {
                    result.verdicts[send.id] = .skipped(reason: reason)
                } else if person == nil, rule.unknown == .create {
                    if created[recipient] == nil { created[recipient] = try await create(recipient, audience, &result) }
                    admit(send, created[recipient], &result)
                } else {
                    result.approved.append(send)
                }
            }
        }
        return result
    }

    private func admit(_ send: QueuedSend, _ outcome: Outcome?, _ result: inout Result) {
        switch outcome {
        case .delivered: result.approved.append(send)
        case .rejected(let code, let reason): result.verdicts[send.id] = .refused(code: code, reason: reason)
        case .deferred, nil: result.deferred += 1
        }
    }

    private func create(_ key: String, _ audience: any Destination, _ result: inout Result) async throws -> Outcome {
        do {
            return try await audience.upsert(Change(key: key, attributes: [:], memberships: [], creates: true))
        } catch let failure as ConnectorFailure {
            if failure.stopsEverything { result.failure = failure }
            return .deferred(reason: failure.message)
        }
    }

    private func look(
        for recipients: Set<String>,
        _ audience: any Destination,
        isFresh: Bool,
        _ consent: inout Consent?
    ) async throws -> [String: Person] {
        if !isFresh {
            try await consent?.prepare(for: recipients.count, of: recipients.count)
            if consent?.hasSnapshot == true {
                let known = try await state.snapshot(recipients, destination: desk.audienceID)
                return Dictionary(uniqueKeysWithValues: recipients.map { ($0, .known(known[$0])) })
            }
        }
        let width = max(1, audience.bulk.maxConcurrentUpserts)
        typealias Answer = (String, Person)
        return try await desk.control.untilDrained {
            try await withThrowingTaskGroup(of: Answer.self) { group in
                var answers: [String: Person] = [:]
                for (place, recipient) in recipients.sorted().enumerated() {
                    if place >= width, let answer = try await group.next() { answers[answer.0] = answer.1 }
                    group.addTask {
                        do {
                            return (recipient, .known(try await audience.lookUp(recipient, attributes: [])))
                        } catch let failure as ConnectorFailure {
                            return (recipient, .unreadable(failure))
                        }
                    }
                }
                for try await answer in group { answers[answer.0] = answer.1 }
                return answers
            }
        }
    }
}
