import Foundation
import JSON
import Sandbox
import Testing

/// The compact file, as users have it, on a world of which every number is known.
@Suite struct MainJobTests {
    /// A meeting with a rejoin, a guest and a waiting room; a webinar with who came, who didn't, who wasn't approved.
    private func prepare(_ stage: Stage) {
        stage.requests.shiftClock(by: -3 * 86_400)
        let webinar = stage.world.change(
            "webinars",
            """
            {"topic": "Spring demo", "minutes": 60, "ended_minutes_ago": -4200, "registrants": [
              {"email": "Aiko@Example.com", "first_name": "Aiko", "last_name": "Sato"},
              {"email": "ben@example.com", "first_name": "Ben", "last_name": "Ono"},
              {"email": "cleo@example.com", "first_name": "Cleo"},
              {"email": "pending@example.com", "first_name": "Pen", "status": "pending"}],
             "participants": [
              {"name": "Aiko Sato", "email": "Aiko@Example.com", "join_after": 0, "seconds": 600},
              {"name": "Aiko Sato", "email": "aiko@example.com", "join_after": 300, "seconds": 600},
              {"name": "Ben Ono", "email": "ben@example.com", "join_after": 60, "seconds": 1200}]}
            """
        )
        #expect(webinar.status == 200, "\(webinar.json)")
        stage.requests.shiftClock(by: 0)
        let meeting = stage.world.change(
            "meetings",
            """
            {"topic": "Onboarding", "minutes": 60, "ended_minutes_ago": 2880, "participants": [
              {"name": "Ben Ono", "email": " BEN@example.com ", "join_after": 0, "seconds": 300},
              {"name": "Ben Ono", "email": "ben@example.com", "join_after": 200, "seconds": 300},
              {"name": "Dora", "email": "dora@example.com", "join_after": 10, "seconds": 100},
              {"name": "A guest", "join_after": 20, "seconds": 100},
              {"name": "Waiting", "email": "waiting@example.com", "waiting": true, "join_after": 0, "seconds": 60},
              {"name": "Eve", "email": "eve@example.com", "join_after": 0, "seconds": 60},
              {"name": "Finn", "email": "finn@example.com", "join_after": 0, "seconds": 60}]}
            """
        )
        #expect(meeting.status == 200, "\(meeting.json)")
        stage.world.change("contacts", #"{"email": "eve@example.com", "emailBlacklisted": true}"#)
        stage.world.change("contacts", #"{"email": "finn@example.com", "unsubscribe": [15]}"#)
    }

    private func small(_ configuration: inout SandboxConfiguration) {
        configuration.users = 1
        configuration.meetings = 0
        configuration.webinars = 0
        configuration.hasSpecialMeetings = false
    }

    @Test func `every person ends in the right lists with the right attributes`() async throws {
        try await Stage.run(small) { stage in
            prepare(stage)
            let applied = try await stage.apply()
            #expect(applied.status == 0, "\(applied.words)")
            #expect(applied.booksClose, "\(applied.words)")

            let state = stage.endState
            #expect(Set(state.filter { $0.value.lists.contains(15) }.keys) == ["ben@example.com", "dora@example.com"])
            #expect(Set(state.filter { $0.value.lists.contains(16) }.keys) == ["aiko@example.com", "ben@example.com"])
            #expect(
                Set(state.filter { $0.value.lists.contains(17) }.keys)
                    == ["aiko@example.com", "ben@example.com", "cleo@example.com"]
            )
            // 0–600 and 300–900 overlap: 900 seconds, not 1,200.
            #expect(state["aiko@example.com"]?.attributes["MEETING_DURATION"] == .number(900))
            #expect(state["aiko@example.com"]?.attributes["ATTENDANCE_STATUS"] == .text("attended"))
            #expect(state["aiko@example.com"]?.attributes["WEBINAR_NAME"] == .text("Spring demo"))
            // The webinar ended after the meeting: its duration is the newest.
            #expect(state["ben@example.com"]?.attributes["MEETING_DURATION"] == .number(1200))
            #expect(state["dora@example.com"]?.attributes["MEETING_DURATION"] == .number(100))
            #expect(state["cleo@example.com"]?.attributes["ATTENDANCE_STATUS"] == .text("absent"))
            #expect(state["pending@example.com"] == nil)
            #expect(state["waiting@example.com"] == nil)
            #expect(state["eve@example.com"]?.attributes.isEmpty == true)
            #expect(state["finn@example.com"]?.lists.isEmpty == true)
            let skipped = applied.line("zoom-meeting-participants")?["skipped"]
            #expect(skipped?["no_email"]?.int == 1)
            #expect(skipped?["waiting_room"]?.int == 1)
            #expect(skipped?["blocklisted"]?.int == 1)
            #expect(skipped?["unsubscribed"]?.int == 1)
            #expect(stage.world.violations.isEmpty, "\(stage.world.violations)")
        }
    }

    @Test func `a second apply finds nothing to do`() async throws {
        try await Stage.run(small) { stage in
            prepare(stage)
            _ = try await stage.apply()
            let before = stage.endState
            stage.world.change("reset")
            let second = try await stage.apply()
            #expect(second.status == 0, "\(second.words)")
            #expect(second.sum("delivered") == 0)
            #expect(stage.contactWrites == 0)
            #expect(stage.endState == before)
        }
    }

    @Test func `what people changed in Brevo stays`() async throws {
        try await Stage.run(small) { stage in
            prepare(stage)
            _ = try await stage.apply()
            stage.world.change("contacts", #"{"email": "dora@example.com", "delete": true}"#)
            stage.world.change("contacts", #"{"email": "aiko@example.com", "unlinkListIds": [16]}"#)
            stage.world.change("contacts", #"{"email": "cleo@example.com", "attributes": {"FIRSTNAME": "Cléo"}}"#)
            let changed = stage.endState
            _ = try await stage.apply()
            #expect(stage.endState == changed)
            // Even a new meeting doesn't bring a deleted contact back.
            stage.world.change(
                "meetings",
                """
                {"topic": "Later", "minutes": 30, "ended_minutes_ago": 60, "participants": [
                  {"name": "Dora", "email": "dora@example.com", "join_after": 0, "seconds": 100},
                  {"name": "Gus", "email": "gus@example.com", "join_after": 0, "seconds": 100}]}
                """
            )
            let third = try await stage.apply()
            #expect(third.line("zoom-meeting-participants")?["skipped"]?["deleted"]?.int == 1, "\(third.words)")
            #expect(stage.endState["dora@example.com"] == nil)
            #expect(stage.endState["gus@example.com"]?.lists == [15])
        }
    }

    @Test func `a meeting whose report isn't ready is read by a later run`() async throws {
        try await Stage.run(small) { stage in
            let added = stage.world.change(
                "meetings",
                """
                {"topic": "Just ended", "minutes": 30, "ended_minutes_ago": 40, "ready": false, "participants": [
                  {"name": "Gus", "email": "gus@example.com", "join_after": 0, "seconds": 100},
                  {"name": "Hal", "email": "hal@example.com", "join_after": 0, "seconds": 100}]}
                """
            )
            let first = try await stage.apply()
            #expect(first.status == 0, "\(first.words)")
            #expect(stage.endState.isEmpty)
            let uuid = try #require(added.json.split(separator: "\"uuid\":\"").last?.split(separator: "\"").first)
            stage.world.change("ready", #"{"uuid": "\#(uuid)"}"#)
            let second = try await stage.apply()
            #expect(second.status == 0, "\(second.words)")
            #expect(Set(stage.endState.keys) == ["gus@example.com", "hal@example.com"])
        }
    }
}
