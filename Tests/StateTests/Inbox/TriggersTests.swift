import CEL
import PipelineCore
import State
import Testing

@Suite struct TriggersTests {
    private let trigger = SavedTrigger(
        pipeline: "attendees",
        subject: "webinar/u1",
        details: ["number": "9"],
        due: Timestamp(seconds: 5, nanoseconds: 250_000_000),
        attempt: 2
    )

    @Test func `triggers survive with what is known of them`() async throws {
        let scene = try await Scene()
        let hourly = SavedRecurrence(pipeline: "attendees", rule: "every 3600s", due: .at(9))
        try await scene.state.record([.put(trigger), .putRecurrence(hourly)])
        let reopened = try StateStore(path: scene.state.path)
        let saved = try await reopened.triggers()
        #expect(saved.triggers == [trigger])
        #expect(saved.recurrences == [hourly])
    }

    @Test func `a trigger with the same subject is replaced, and removed by it`() async throws {
        let scene = try await Scene()
        var later = trigger
        later.due = .at(60)
        try await scene.state.record([.put(trigger), .put(later)])
        #expect(try await scene.state.triggers().triggers == [later])
        try await scene.state.record([.remove(pipeline: "attendees", subject: "webinar/u1")])
        #expect(try await scene.state.triggers().triggers.isEmpty)
    }
}
