import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// The compact file, as users have it, on a world of which every number is known.
    @Suite struct MainJobTests {
        /// A meeting with a rejoin, a guest and a waiting room; a webinar with who came, who didn't, who wasn't approved.
        private func prepare(_ stage: Stage) {
            stage.requests.shiftClock(by: -3 * 86_400)
            let webinar = stage.world.change(
                "webinars",
                """
                {"topic": "Spring demo", "minutes": 60, "ended_minutes_ago": -4200, "registrants": [
                  {"email": "Aiko@People.test", "first_name": "Aiko", "last_name": "Sato"},
                  {"email": "ben@people.test", "first_name": "Ben", "last_name": "Ono"},
                  {"email": "cleo@people.test", "first_name": "Cleo"},
                  {"email": "pending@people.test", "first_name": "Pen", "status": "pending"}],
                 "participants": [
                  {"name": "Aiko Sato", "email": "Aiko@People.test", "join_after": 0, "seconds": 600},
                  {"name": "Aiko Sato", "email": "aiko@people.test", "join_after": 300, "seconds": 600},
                  {"name": "Ben Ono", "email": "ben@people.test", "join_after": 60, "seconds": 1200}]}
                """
            )
            #expect(webinar.status == 200, "\(webinar.json)")
            stage.requests.shiftClock(by: 0)
            let meeting = stage.world.change(
                "meetings",
                """
                {"topic": "Onboarding", "minutes": 60, "ended_minutes_ago": 2880, "participants": [
                  {"name": "Ben Ono", "email": " BEN@people.test ", "join_after": 0, "seconds": 300},
                  {"name": "Ben Ono", "email": "ben@people.test", "join_after": 200, "seconds": 300},
                  {"name": "Dora", "email": "dora@people.test", "join_after": 10, "seconds": 100},
                  {"name": "A guest", "join_after": 20, "seconds": 100},
                  {"name": "Waiting", "email": "waiting@people.test", "waiting": true, "join_after": 0, "seconds": 60},
                  {"name": "Eve", "email": "eve@people.test", "join_after": 0, "seconds": 60},
                  {"name": "Finn", "email": "finn@people.test", "join_after": 0, "seconds": 60}]}
                """
            )
            #expect(meeting.status == 200, "\(meeting.json)")
            stage.world.change("contacts", #"{"email": "eve@people.test", "emailBlacklisted": true}"#)
            stage.world.change("contacts", #"{"email": "finn@people.test", "unsubscribe": [15]}"#)
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

                let state = stage.people
                #expect(
                    Set(state.filter { $0.value.lists.contains(15) }.keys) == ["ben@people.test", "dora@people.test"]
                )
                #expect(
                    Set(state.filter { $0.value.lists.contains(16) }.keys) == ["aiko@people.test", "ben@people.test"]
                )
                #expect(
                    Set(state.filter { $0.value.lists.contains(17) }.keys)
                        == ["aiko@people.test", "ben@people.test", "cleo@people.test"]
                )
                // 0–600 and 300–900 overlap: 900 seconds, not 1,200.
                #expect(state["aiko@people.test"]?.attributes["MEETING_DURATION"] == .number(900))
                #expect(state["aiko@people.test"]?.attributes["ATTENDANCE_STATUS"] == .text("attended"))
                #expect(state["aiko@people.test"]?.attributes["WEBINAR_NAME"] == .text("Spring demo"))
                // The webinar ended after the meeting: its duration is the newest.
                #expect(state["ben@people.test"]?.attributes["MEETING_DURATION"] == .number(1200))
                #expect(state["dora@people.test"]?.attributes["MEETING_DURATION"] == .number(100))
                #expect(state["cleo@people.test"]?.attributes["ATTENDANCE_STATUS"] == .text("absent"))
                #expect(state["pending@people.test"] == nil)
                #expect(state["waiting@people.test"] == nil)
                #expect(state["eve@people.test"]?.attributes.isEmpty == true)
                #expect(state["finn@people.test"]?.lists.isEmpty == true)
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
                let before = stage.people
                stage.world.change("reset")
                let second = try await stage.apply()
                #expect(second.status == 0, "\(second.words)")
                #expect(second.sum("delivered") == 0)
                #expect(stage.contactWrites == 0)
                #expect(stage.people == before)
            }
        }

        @Test func `what people changed in Brevo stays`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                _ = try await stage.apply()
                stage.world.change("contacts", #"{"email": "dora@people.test", "delete": true}"#)
                stage.world.change("contacts", #"{"email": "aiko@people.test", "unlinkListIds": [16]}"#)
                stage.world.change("contacts", #"{"email": "cleo@people.test", "attributes": {"FIRSTNAME": "Cléo"}}"#)
                let changed = stage.people
                _ = try await stage.apply()
                #expect(stage.people == changed)
                // Even a new meeting doesn't bring a deleted contact back.
                stage.world.change(
                    "meetings",
                    """
                    {"topic": "Later", "minutes": 30, "ended_minutes_ago": 60, "participants": [
                      {"name": "Dora", "email": "dora@people.test", "join_after": 0, "seconds": 100},
                      {"name": "Gus", "email": "gus@people.test", "join_after": 0, "seconds": 100}]}
                    """
                )
                let third = try await stage.apply()
                #expect(third.line("zoom-meeting-participants")?["skipped"]?["deleted"]?.int == 1, "\(third.words)")
                #expect(stage.people["dora@people.test"] == nil)
                #expect(stage.people["gus@people.test"]?.lists == [15])
            }
        }

        @Test func `a meeting whose report isn't ready is read by a later run`() async throws {
            try await Stage.run(small) { stage in
                let added = stage.world.change(
                    "meetings",
                    """
                    {"topic": "Just ended", "minutes": 30, "ended_minutes_ago": 40, "ready": false, "participants": [
                      {"name": "Gus", "email": "gus@people.test", "join_after": 0, "seconds": 100},
                      {"name": "Hal", "email": "hal@people.test", "join_after": 0, "seconds": 100}]}
                    """
                )
                let first = try await stage.apply()
                #expect(first.status == 0, "\(first.words)")
                #expect(stage.people.isEmpty)
                let uuid = try #require(added.json.split(separator: "\"uuid\":\"").last?.split(separator: "\"").first)
                stage.world.change("ready", #"{"uuid": "\#(uuid)"}"#)
                let second = try await stage.apply()
                #expect(second.status == 0, "\(second.words)")
                #expect(Set(stage.people.keys) == ["gus@people.test", "hal@people.test"])
            }
        }
    }
}
