import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// What people ask after a run: what became of this person, of this record, and what is remembered.
    @Suite struct LookingBackTests {
        private func small(_ configuration: inout SandboxConfiguration) {
            configuration.users = 1
            configuration.meetings = 0
            configuration.webinars = 0
            configuration.hasSpecialMeetings = false
        }

        private func meeting(_ stage: Stage, _ participants: String) {
            let answer = stage.world.change(
                "meetings",
                """
                {"topic": "Onboarding", "minutes": 60, "ended_minutes_ago": 2880, "participants": [
                  {"name": "Somebody", "email": "somebody@people.test", "join_after": 0, "seconds": 60}, \(participants)]}
                """
            )
            #expect(answer.status == 200, "\(answer.json)")
        }

        private func ask(_ stage: Stage, _ arguments: String...) async throws -> Tool.Ended {
            try await Tool.run(arguments + ["--state", stage.folder.appendingPathComponent("state.db").path])
        }

        @Test func `explain tells what became of each row of a person`() async throws {
            try await Stage.run(small) { stage in
                meeting(
                    stage,
                    #"{"name": "Ben", "email": "ben@people.test", "join_after": 0, "seconds": 300}"#
                )
                #expect(try await stage.apply().status == 0)
                let told = try await ask(stage, "explain", " Ben@People.test ")
                #expect(told.status == 0)
                #expect(told.output.contains("b•••@people.test"), "\(told.output)")
                #expect(told.output.contains("attended"), "\(told.output)")
                #expect(told.output.contains("created in run 1, → list 15"), "\(told.output)")
                #expect(told.output.contains("MEETING_DURATION 300"), "\(told.output)")
                #expect(!told.output.contains("ben@people.test"))

                let stranger = try await ask(stage, "explain", "nobody@people.test", "--json")
                #expect(try JSONValue.parse(stranger.output)["result"]?["rows"]?.array?.isEmpty == true)
                #expect(try await ask(stage, "explain", "no email").status == 64)
            }
        }

        @Test func `a refused record is tried once, and again only when a person says so`() async throws {
            try await Stage.run(small) { stage in
                meeting(
                    stage,
                    """
                    {"name": "Odd", "email": "nobody@localhost", "join_after": 0, "seconds": 100},
                    {"name": "Gus", "email": "gus@people.test", "join_after": 0, "seconds": 100}
                    """
                )
                #expect(try await stage.apply().status == 3)
                let shown = try await ask(stage, "deadletters", "show", "1")
                #expect(shown.output.contains("n•••@localhost"), "\(shown.output)")
                #expect(shown.output.contains("pipeline deadletters replay 1"), "\(shown.output)")

                #expect(try await ask(stage, "state", "reset", "zoom-meeting-participants").status == 0)
                let second = try await stage.apply()
                #expect(second.status == 0, "\(second.words)")
                #expect(second.line("zoom-meeting-participants")?["skipped"]?["dead_letter"]?.int == 1)

                #expect(try await ask(stage, "deadletters", "replay", "1").status == 0)
                let third = try await stage.apply()
                #expect(third.status == 3, "\(third.words)")
                #expect(third.sum("deadLettered") == 1)

                #expect(try await ask(stage, "deadletters", "drop", "--all").output.contains("1 dead letter dropped"))
                #expect(try await ask(stage, "deadletters", "list").output.contains("No dead letters"))
                #expect(try await ask(stage, "deadletters", "drop").status == 64)
            }
        }

        @Test func `a forgotten person isn't read in again`() async throws {
            try await Stage.run(small) { stage in
                meeting(stage, #"{"name": "Ben", "email": "ben@people.test", "join_after": 0, "seconds": 300}"#)
                #expect(try await stage.apply().status == 0)
                let gone = try await ask(stage, "forget", "ben@people.test")
                #expect(gone.output.contains("isn't read in again"), "\(gone.output)")
                meeting(stage, #"{"name": "Ben", "email": "Ben@people.test", "join_after": 0, "seconds": 900}"#)
                let writes = stage.contactWrites
                let applied = try await stage.apply()
                #expect(
                    applied.line("zoom-meeting-participants")?["skipped"]?["forgotten"]?.int == 1,
                    "\(applied.words)"
                )
                #expect(stage.contactWrites == writes)
                let state = stage.folder.appendingPathComponent("state.db").path
                for ending in ["", "-wal"] where FileManager.default.fileExists(atPath: state + ending) {
                    let bytes = try Data(contentsOf: URL(fileURLWithPath: state + ending))
                    #expect(bytes.range(of: Data("ben@people.test".utf8)) == nil, "\(ending)")
                }
            }
        }

        @Test func `a state goes back to its backup, and a run goes on from there`() async throws {
            try await Stage.run(small) { stage in
                meeting(stage, #"{"name": "Ben", "email": "ben@people.test", "join_after": 0, "seconds": 300}"#)
                #expect(try await stage.apply().status == 0)
                let backup = stage.folder.appendingPathComponent("backup.db").path
                #expect(try await ask(stage, "state", "backup", backup).status == 0)
                #expect(try await ask(stage, "state", "backup", backup).status == 1)
                #expect(try await ask(stage, "state", "reset", "--everything").status == 0)
                #expect(try await ask(stage, "runs").output.contains("No runs yet"))
                #expect(try await ask(stage, "state", "restore", backup).status == 0)
                let listed = try await ask(stage, "state", "list")
                #expect(listed.output.contains("zoom-meeting-participants"), "\(listed.output)")
                let writes = stage.contactWrites
                #expect(try await stage.apply().status == 0)
                #expect(stage.contactWrites == writes)
            }
        }
    }
}
