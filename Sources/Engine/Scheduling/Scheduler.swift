package import CEL
package import PipelineCore
package import State

/// Decides what runs when: events and recurrences in, jobs out. Pure: it has no clock and writes nothing; what must survive a
/// restart is in ``takeChanges()``.
///
/// For each pipeline each subject (a sweep, a meeting, an event) waits once: what asks for it again meanwhile is merged.
package struct Scheduler: Sendable {
    private struct Key: Hashable {
        let pipeline: String
        let subject: String
    }

    private struct RuleKey: Hashable {
        let pipeline: String
        let rule: String
    }

    /// No focus is called so.
    private static let sweep = "*"
    private static let delivery = "-"

    private var rules: [TriggerRule] = []
    private var waiting: [Key: SavedTrigger] = [:]
    private var regular: [RuleKey: Timestamp] = [:]
    private var changes: [TriggerChange] = []

    /// A scheduler that goes on from what was saved.
    package init(
        rules: [TriggerRule],
        triggers: [SavedTrigger] = [],
        recurrences: [SavedRecurrence] = [],
        at now: Timestamp
    ) {
        for trigger in triggers { waiting[Key(pipeline: trigger.pipeline, subject: trigger.subject)] = trigger }
        for recurrence in recurrences {
            regular[RuleKey(pipeline: recurrence.pipeline, rule: recurrence.rule)] = recurrence.due
        }
        use(rules, at: now)
    }

    /// Goes on with other rules: what pipelines wait for that are gone is forgotten.
    package mutating func use(_ rules: [TriggerRule], at now: Timestamp) {
        self.rules = rules
        let pipelines = Set(rules.map(\.pipeline))
        for key in waiting.keys where !pipelines.contains(key.pipeline) { remove(key) }
        var wanted: Set<RuleKey> = []
        for rule in rules {
            for recurrence in rule.recurrences {
                let key = RuleKey(pipeline: rule.pipeline, rule: recurrence.text)
                wanted.insert(key)
                guard let next = recurrence.next(now) else { continue }
                // One that was due while nothing ran is caught up with once.
                let due = regular[key].map { min($0, next) } ?? (recurrence.beginsAtOnce ? now : next)
                set(key, due)
            }
        }
        for key in regular.keys where !wanted.contains(key) {
            regular[key] = nil
            changes.append(.removeRecurrence(pipeline: key.pipeline, rule: key.rule))
        }
    }

    /// Has all pipelines deliver what waits for them: at the start, and where the configuration changed. A pipeline that sends
    /// what can't be taken back is activated by that, before the first event comes.
    package mutating func deliverAll(at now: Timestamp) {
        for rule in rules { wait(rule.pipeline, Self.delivery, [:], due: now) }
    }

    /// Takes an event in.
    ///
    /// - Returns: The pipelines that it starts.
    @discardableResult
    package mutating func take(_ stored: StoredEvent, at now: Timestamp) -> [String] {
        let event = stored.event
        let started = rules.filter { $0.events.contains(event.name) }
        for rule in started {
            let focus: Focus? =
                switch rule.unit {
                case .subject: event.focus
                case .event: Focus(id: "event/\(stored.number)", details: ["event": "\(stored.number)"])
                }
            // A delay counts from what happened, however late the event came; a clock that is ahead makes it no longer.
            let due = min(max(event.occurred.later(rule.delay), now), now.later(rule.delay))
            wait(rule.pipeline, focus?.id ?? Self.sweep, focus?.details ?? [:], due: due)
        }
        return started.map(\.pipeline)
    }

    /// Has pipelines sweep whose time has come.
    package mutating func advance(to now: Timestamp) {
        for rule in rules {
            for recurrence in rule.recurrences {
                let key = RuleKey(pipeline: rule.pipeline, rule: recurrence.text)
                guard let due = regular[key], due <= now else { continue }
                wait(rule.pipeline, Self.sweep, [:], due: due)
                // Moments that were missed are one.
                if let next = recurrence.next(now) { set(key, next) } else { regular[key] = nil }
            }
        }
    }

    /// What is due, in the order of the pipelines.
    package func due(at now: Timestamp) -> [Job] {
        let ready = Dictionary(grouping: waiting.values.filter { $0.due <= now }, by: \.pipeline)
        return rules.compactMap { rule in
            guard let triggers = ready[rule.pipeline] else { return nil }
            var job = Job(pipeline: rule.pipeline)
            for trigger in triggers.sorted(by: { ($0.due, $0.subject) < ($1.due, $1.subject) }) {
                switch trigger.subject {
                case Self.sweep: job.isSweep = true
                case Self.delivery: break
                default: job.focuses.append(Focus(id: trigger.subject, details: trigger.details))
                }
            }
            return job
        }
    }

    /// When something is due next; nil when nothing is.
    package var next: Timestamp? {
        [waiting.values.map(\.due).min(), regular.values.min()].compactMap(\.self).min()
    }

    /// Takes in how a job ended: what isn't settled is tried again later.
    package mutating func finish(_ job: Job, _ result: JobResult, at now: Timestamp) {
        for focus in job.focuses {
            settle(Key(pipeline: job.pipeline, subject: focus.id), result.unsettled[focus.id], at: now)
        }
        if job.isSweep {
            settle(
                Key(pipeline: job.pipeline, subject: Self.sweep),
                result.isSweepIncomplete ? .notReady : nil,
                at: now
            )
        }
        let delivery = Key(pipeline: job.pipeline, subject: Self.delivery)
        if result.leavesRows, waiting[delivery] == nil {
            wait(job.pipeline, Self.delivery, [:], due: now.later(RetryDelay.seconds(after: 0)))
        } else if waiting[delivery].map({ $0.due <= now }) == true || !result.leavesRows {
            settle(delivery, result.leavesRows ? .notReady : nil, at: now)
        }
    }

    /// What changed since this was last called, to be recorded.
    package mutating func takeChanges() -> [TriggerChange] {
        defer { changes = [] }
        return changes
    }

    private mutating func settle(_ key: Key, _ unsettled: JobResult.Unsettled?, at now: Timestamp) {
        guard var trigger = waiting[key] else { return }
        guard let unsettled, trigger.attempt < RetryDelay.attempts else { return remove(key) }
        switch unsettled {
        case .provisional: trigger.due = now.later(RetryDelay.provisional)
        case .notReady: trigger.due = now.later(RetryDelay.seconds(after: trigger.attempt))
        }
        trigger.attempt += 1
        put(key, trigger)
    }

    private mutating func wait(_ pipeline: String, _ subject: String, _ details: [String: String], due: Timestamp) {
        let key = Key(pipeline: pipeline, subject: subject)
        guard var trigger = waiting[key] else {
            let new = SavedTrigger(pipeline: pipeline, subject: subject, details: details, due: due, attempt: 0)
            return put(key, new)
        }
        trigger.details.merge(details) { _, newer in newer }
        trigger.due = min(trigger.due, due)
        trigger.attempt = 0
        put(key, trigger)
    }

    private mutating func put(_ key: Key, _ trigger: SavedTrigger) {
        guard waiting[key] != trigger else { return }
        waiting[key] = trigger
        changes.append(.put(trigger))
    }

    private mutating func remove(_ key: Key) {
        guard waiting.removeValue(forKey: key) != nil else { return }
        changes.append(.remove(pipeline: key.pipeline, subject: key.subject))
    }

    private mutating func set(_ key: RuleKey, _ due: Timestamp) {
        guard regular[key] != due else { return }
        regular[key] = due
        changes.append(.putRecurrence(SavedRecurrence(pipeline: key.pipeline, rule: key.rule, due: due)))
    }
}

extension Timestamp {
    /// The moment so many seconds later.
    func later(_ count: Int) -> Timestamp { Timestamp(seconds: seconds + Int64(count), nanoseconds: nanoseconds) }
}
