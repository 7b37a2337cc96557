import CEL
import PipelineCore
import State
import Testing

@testable import Engine

@Suite struct SchedulerTests {
    private let begin = Timestamp(seconds: 1_800_000_000)

    private func after(_ seconds: Int) -> Timestamp { begin.later(seconds) }

    private func event(
        _ name: String,
        _ focus: String? = nil,
        number: Int = 1,
        occurred: Int = 0,
        details: [String: String] = [:]
    ) -> StoredEvent {
        StoredEvent(
            number: number,
            received: begin,
            event: WebhookEvent(
                service: "zoom",
                name: name,
                identity: "\(number)",
                occurred: after(occurred),
                focus: focus.map { Focus(id: $0, details: details) },
                body: []
            )
        )
    }

    private let participants = TriggerRule(pipeline: "participants", events: ["meeting.ended"])

    private func sweep(_ pipeline: String) -> Job {
        var job = Job(pipeline: pipeline)
        job.isSweep = true
        return job
    }

    private func job(_ pipeline: String, _ focuses: String...) -> Job {
        var job = Job(pipeline: pipeline)
        job.focuses = focuses.map { Focus(id: $0) }
        return job
    }

    @Test func `an event starts the pipelines that wait for it, on what it is about alone`() {
        let others = TriggerRule(pipeline: "attendees", events: ["webinar.ended"])
        var scheduler = Scheduler(rules: [participants, others], at: begin)
        #expect(scheduler.take(event("meeting.ended", "meeting/a"), at: begin) == ["participants"])
        #expect(scheduler.take(event("meeting.started", "meeting/b"), at: begin) == [])
        #expect(scheduler.due(at: begin) == [job("participants", "meeting/a")])
    }

    @Test func `events about the same are one, with what the newest says`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", details: ["topic": "Old", "number": "1"]), at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", number: 2, details: ["topic": "New"]), at: after(1))
        let focus = Focus(id: "meeting/a", details: ["topic": "New", "number": "1"])
        #expect(scheduler.due(at: after(1)).map(\.focuses) == [[focus]])
    }

    @Test func `what came together runs together, the oldest first`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/b"), at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", number: 2), at: after(1))
        #expect(scheduler.due(at: after(1)) == [job("participants", "meeting/b", "meeting/a")])
    }

    @Test(arguments: [
        // Received when it happened; late; by a clock that is behind.
        (0, 0, 600), (-300, 0, 300), (-3_600, 0, 0), (7_200, 0, 600),
    ])
    func `a delay counts from what happened`(occurred: Int, received: Int, due: Int) {
        let rule = TriggerRule(pipeline: "participants", events: ["meeting.ended"], delay: 600)
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", occurred: occurred), at: after(received))
        #expect(scheduler.next == after(due))
        #expect(scheduler.due(at: after(due - 1)).isEmpty)
        #expect(scheduler.due(at: after(due)).count == 1)
    }

    @Test func `an event that names no part of a source starts a sweep`() {
        let rule = TriggerRule(pipeline: "users", events: ["user.created"])
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.take(event("user.created"), at: begin)
        #expect(scheduler.due(at: begin) == [sweep("users")])
    }

    @Test func `a pipeline that reads events reads each by itself`() {
        let rule = TriggerRule(pipeline: "events", events: ["meeting.ended"], unit: .event)
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", number: 1), at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", number: 2), at: begin)
        #expect(scheduler.due(at: begin).flatMap { $0.focuses.map(\.id) } == ["event/1", "event/2"])
    }

    @Test func `what isn't ready is tried again, each time later, and given up after a day`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a"), at: begin)
        var result = JobResult()
        result.unsettled = ["meeting/a": .notReady]
        var now = begin
        var waits: [Int64] = []
        while let due = scheduler.next {
            waits.append(due.seconds - now.seconds)
            now = due
            for job in scheduler.due(at: now) { scheduler.finish(job, result, at: now) }
        }
        #expect(waits.prefix(11) == [0, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600])
        #expect(now.seconds - begin.seconds > 24 * 3_600)
        #expect(now.seconds - begin.seconds < 27 * 3_600)
    }

    @Test func `what may still change is read again half an hour later`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a"), at: begin)
        var result = JobResult()
        result.unsettled = ["meeting/a": .provisional]
        scheduler.finish(job("participants", "meeting/a"), result, at: after(5))
        #expect(scheduler.next == after(5 + 1_800))
        scheduler.finish(job("participants", "meeting/a"), JobResult(), at: after(1_805))
        #expect(scheduler.next == nil)
    }

    @Test func `a new event about what waits to be tried again doesn't wait`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a"), at: begin)
        var result = JobResult()
        result.unsettled = ["meeting/a": .provisional]
        scheduler.finish(job("participants", "meeting/a"), result, at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", number: 2), at: after(9))
        #expect(scheduler.due(at: after(9)).count == 1)
    }

    @Test func `a pipeline sweeps at once when it is new, then at its times, missed ones once`() {
        let rule = TriggerRule(pipeline: "participants", events: [], recurrences: [.every(3_600)])
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.advance(to: begin)
        #expect(scheduler.due(at: begin) == [sweep("participants")])
        scheduler.finish(sweep("participants"), JobResult(), at: after(60))
        scheduler.advance(to: after(3_599))
        #expect(scheduler.due(at: after(3_599)).isEmpty)
        scheduler.advance(to: after(9_000))
        #expect(scheduler.due(at: after(9_000)) == [sweep("participants")])
        scheduler.finish(sweep("participants"), JobResult(), at: after(9_001))
        #expect(scheduler.next == after(12_600))
    }

    @Test func `a sweep that didn't see everything is tried again before its time`() {
        let rule = TriggerRule(pipeline: "participants", events: [], recurrences: [.every(3_600)])
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.advance(to: begin)
        scheduler.finish(sweep("participants"), .failed(sweep("participants")), at: begin)
        #expect(scheduler.next == after(10))
    }

    @Test func `rows that couldn't be delivered are delivered later, without reading`() {
        var scheduler = Scheduler(rules: [participants], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a"), at: begin)
        var result = JobResult()
        result.leavesRows = true
        scheduler.finish(job("participants", "meeting/a"), result, at: begin)
        #expect(scheduler.due(at: after(10)) == [job("participants")])
        #expect(scheduler.due(at: after(10)).map(\.scope) == [[]])
        scheduler.finish(job("participants"), result, at: after(10))
        #expect(scheduler.next == after(20))
        scheduler.finish(job("participants"), JobResult(), at: after(20))
        #expect(scheduler.next == nil)
    }

    @Test func `at the start each pipeline delivers what waits for it, without reading`() {
        let rules = [participants, TriggerRule(pipeline: "attendees", events: ["webinar.ended"])]
        var scheduler = Scheduler(rules: rules, at: begin)
        scheduler.deliverAll(at: begin)
        #expect(scheduler.due(at: begin) == [job("participants"), job("attendees")])
        for job in scheduler.due(at: begin) { scheduler.finish(job, JobResult(), at: begin) }
        #expect(scheduler.next == nil)
    }

    @Test func `a scheduler that was saved at any moment goes on where it was`() {
        let rule = TriggerRule(pipeline: "participants", events: ["meeting.ended"], recurrences: [.every(3_600)])
        var scheduler = Scheduler(rules: [rule], at: begin)
        var saved = Saved()
        func check(_ scheduler: Scheduler, at now: Timestamp) {
            let restarted = Scheduler(rules: [rule], triggers: saved.triggers, recurrences: saved.recurrences, at: now)
            #expect(restarted.due(at: now) == scheduler.due(at: now))
            #expect(restarted.next == scheduler.next)
        }
        scheduler.advance(to: begin)
        saved.apply(scheduler.takeChanges())
        check(scheduler, at: begin)
        scheduler.take(event("meeting.ended", "meeting/a", details: ["number": "7"]), at: after(30))
        saved.apply(scheduler.takeChanges())
        check(scheduler, at: after(30))
        scheduler.finish(sweep("participants"), .failed(sweep("participants")), at: after(40))
        saved.apply(scheduler.takeChanges())
        check(scheduler, at: after(40))
        var result = JobResult()
        result.unsettled = ["meeting/a": .notReady]
        scheduler.finish(job("participants", "meeting/a"), result, at: after(50))
        saved.apply(scheduler.takeChanges())
        check(scheduler, at: after(50))
        #expect(scheduler.takeChanges().isEmpty)
    }

    @Test func `what a pipeline waits for that is gone is forgotten, and its rules with it`() {
        let rule = TriggerRule(pipeline: "participants", events: ["meeting.ended"], recurrences: [.every(3_600)])
        var scheduler = Scheduler(rules: [rule], at: begin)
        scheduler.take(event("meeting.ended", "meeting/a"), at: begin)
        var saved = Saved()
        saved.apply(scheduler.takeChanges())
        scheduler.use([], at: begin)
        saved.apply(scheduler.takeChanges())
        #expect(scheduler.next == nil)
        #expect(saved.triggers.isEmpty)
        #expect(saved.recurrences.isEmpty)
    }

    @Test func `another interval counts from now, one that was due is caught up with`() {
        let hourly = TriggerRule(pipeline: "participants", events: [], recurrences: [.every(3_600)])
        var scheduler = Scheduler(rules: [hourly], at: begin)
        scheduler.advance(to: begin)
        scheduler.finish(sweep("participants"), JobResult(), at: begin)
        var saved = Saved()
        saved.apply(scheduler.takeChanges())
        let restarted = Scheduler(
            rules: [hourly],
            triggers: saved.triggers,
            recurrences: saved.recurrences,
            at: after(9_000)
        )
        #expect(restarted.next == after(3_600))
    }
}

/// What the state would hold.
private struct Saved {
    var triggers: [SavedTrigger] = []
    var recurrences: [SavedRecurrence] = []

    mutating func apply(_ changes: [TriggerChange]) {
        for change in changes {
            switch change {
            case .put(let trigger):
                triggers.removeAll { $0.pipeline == trigger.pipeline && $0.subject == trigger.subject }
                triggers.append(trigger)
            case .remove(let pipeline, let subject):
                triggers.removeAll { $0.pipeline == pipeline && $0.subject == subject }
            case .putRecurrence(let recurrence):
                recurrences.removeAll { $0.pipeline == recurrence.pipeline && $0.rule == recurrence.rule }
                recurrences.append(recurrence)
            case .removeRecurrence(let pipeline, let rule):
                recurrences.removeAll { $0.pipeline == pipeline && $0.rule == rule }
            }
        }
    }
}
