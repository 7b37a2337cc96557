import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// What `plan` says is what `apply` then does.
    @Suite struct PlanTests {
        private func small(_ configuration: inout SandboxConfiguration) {
            configuration.users = 1
            configuration.meetings = 2
            configuration.webinars = 2
            configuration.participants = 12
            configuration.hasSpecialMeetings = false
        }

        /// A meeting with people whom Brevo knows in various ways, and some it doesn't.
        private func prepare(_ stage: Stage) {
            stage.world.change(
                "meetings",
                """
                {"topic": "Onboarding", "minutes": 60, "ended_minutes_ago": 2880, "participants": [
                  {"name": "Ben Ono", "email": "ben@people.test", "join_after": 0, "seconds": 300},
                  {"name": "Dora", "email": "dora@people.test", "join_after": 10, "seconds": 100},
                  {"name": "A guest", "join_after": 20, "seconds": 100},
                  {"name": "Eve", "email": "eve@people.test", "join_after": 0, "seconds": 60},
                  {"name": "Finn", "email": "finn@people.test", "join_after": 0, "seconds": 60},
                  {"name": "Gus", "email": "gus@people.test", "join_after": 0, "seconds": 60}]}
                """
            )
            for contact in [
                #"{"email": "ben@people.test", "attributes": {"FIRSTNAME": "Benjamin", "MEETING_DURATION": 7}}"#,
                #"{"email": "eve@people.test", "emailBlacklisted": true}"#,
                #"{"email": "finn@people.test", "unsubscribe": [15]}"#,
                #"{"email": "gus@people.test", "attributes": {"MEETING_DURATION": 60}, "listIds": [15]}"#,
            ] { stage.world.change("contacts", contact) }
        }

        @Test func `the forecast is what apply does, contact by contact`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let before = stage.endState
                let planned = try await stage.plan()
                #expect(planned.status == 0, "\(planned.words)")
                #expect(stage.endState == before)
                #expect(stage.contactWrites == 0)
                let applied = try await stage.apply()
                #expect(applied.status == 0, "\(applied.words)")
                let happened = Planned.difference(before, stage.endState)
                #expect(planned.changes == happened)
                #expect(planned.count("create") == happened.values.count { $0.action == "create" })
                #expect(planned.count("update") == happened.values.count { $0.action == "update" })
                #expect(planned.changes["ben@people.test"]?.old["MEETING_DURATION"] == "7")
                for line in planned.json["result"]?["pipelines"]?.array ?? [] {
                    let did = applied.line(line["name"]?.string ?? "")
                    // Which of a contact's rows count as superseded depends on the order in which they arrive.
                    for count in ["rows", "merged", "filtered"] { #expect(line[count] == did?[count], "\(count)") }
                    #expect(line["skipped"] == did?["skipped"])
                }
                // The requests, too.
                for line in planned.json["result"]?["requests"]?.array ?? [] {
                    guard let connector = line["connector"]?.string, let label = line["label"]?.string,
                        label != "other"
                    else { continue }
                    let made = applied.json["result"]?["requests"]?[connector]?[label]?.int
                    // How contacts are looked up follows the order in which they come.
                    #expect(abs((line["total"]?.int ?? 0) - (made ?? 0)) <= 5, "\(connector) \(label)")
                }
            }
        }

        @Test func `a plan after apply is empty, and its exit status says so`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let first = try await stage.plan(Stage.compactFile, ["--detailed-exitcode"])
                #expect(first.status == 2, "\(first.words)")
                _ = try await stage.apply()
                let second = try await stage.plan(Stage.compactFile, ["--format", "json", "--detailed-exitcode"])
                #expect(second.status == 0, "\(second.words)")
                #expect(second.count("create") == 0)
                #expect(second.count("update") == 0)
                #expect(second.json["result"]?["hasChanges"]?.bool == false)
            }
        }

        @Test func `a plan makes no state, and leaves one as it was`() async throws {
            try await Stage.run(small) { stage in
                _ = try await stage.plan()
                let state = stage.folder.appendingPathComponent("state.db").path
                #expect(!FileManager.default.fileExists(atPath: state))
                _ = try await stage.apply()
                stage.world.change(
                    "meetings",
                    """
                    {"topic": "Later", "minutes": 30, "ended_minutes_ago": 60, "participants": [
                      {"name": "Hal", "email": "hal@people.test", "join_after": 0, "seconds": 100},
                      {"name": "Ida", "email": "ida@people.test", "join_after": 0, "seconds": 100}]}
                    """
                )
                for _ in 0..<2 {
                    let planned = try await stage.plan()
                    #expect(Set(planned.changes.keys) == ["hal@people.test", "ida@people.test"], "\(planned.words)")
                }
                let runs = try await stage.tool("runs", ["--json"])
                #expect(try JSONValue.parse(runs.output)["result"]?.array?.count == 1)
            }
        }

        @Test func `who is left out is said with the reason`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let planned = try await stage.plan()
                let contacts = planned.json["result"]?["contacts"]?.array ?? []
                func contact(_ email: String) -> JSONValue? { contacts.first { $0["email"]?.string == email } }
                #expect(contact("eve@people.test")?["action"]?.string == "skip")
                #expect(contact("eve@people.test")?["skipped"]?.array == ["blocklisted"])
                #expect(contact("finn@people.test")?["skipped"]?.array == ["unsubscribed"])
                #expect(planned.json["result"]?["summary"]?["skipped"]?["no_email"]?.int ?? 0 > 0)
            }
        }

        @Test func `a missing attribute is a prerequisite, and the plan goes on`() async throws {
            try await Stage.run { configuration in
                small(&configuration)
                configuration.attributes.removeAll { $0.name == "UTM_SOURCE" }
            } _: { stage in
                let refused = try await stage.plan()
                #expect(refused.status == 1, "\(refused.words)")
                #expect(refused.count("create") ?? 0 > 0)
                let missing = refused.json["result"]?["prerequisites"]?.array?.first
                #expect(missing?["name"]?.string == "UTM_SOURCE")
                #expect(missing?["type"]?.string == "text")
                #expect(missing?["create"]?.bool == false)
                let created = try await stage.plan(
                    Stage.compactFile,
                    ["--format", "json", "--reveal", "--create-attributes"]
                )
                #expect(created.status == 0, "\(created.words)")
                #expect(created.json["result"]?["prerequisites"]?.array?.first?["create"]?.bool == true)
                let before = stage.endState
                let applied = try await stage.apply(Stage.compactFile, ["--create-attributes"])
                #expect(applied.status == 0, "\(applied.words)")
                #expect(created.changes == Planned.difference(before, stage.endState))
            }
        }

        @Test func `text is for people: masked, with old and new, the summary first`() async throws {
            try await Stage.run { configuration in
                configuration.users = 1
                configuration.meetings = 0
                configuration.webinars = 0
                configuration.hasSpecialMeetings = false
            } _: { stage in
                prepare(stage)
                let text = try await stage.plan(Stage.compactFile, ["--select", "zoom-meeting-participants"]).ended
                    .output
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.first == "Plan: 1 contact to create, 2 to update, 0 unchanged, 3 skipped")
                #expect(lines.dropFirst().first?.hasPrefix("      done in about ") == true)
                #expect(
                    lines.contains {
                        $0.hasPrefix("  ~ b•••@people.test") && $0.contains("FIRSTNAME “Benjamin” → “Ben Ono”")
                            && $0.contains("MEETING_DURATION 7 → 300")
                    },
                    "\(text)"
                )
                #expect(lines.contains { $0.hasPrefix("  + d•••@people.test") }, "\(text)")
                #expect(!text.contains("ben@people.test"))
                let revealed = try await stage.plan(Stage.compactFile, ["--reveal"]).ended.output
                #expect(revealed.contains("ben@people.test"))
            }
        }

        @Test func `Markdown stays short however many contacts change`() async throws {
            try await Stage.run { configuration in
                configuration.users = 4
                configuration.meetings = 10
                configuration.webinars = 4
                configuration.participants = 100
            } _: { stage in
                let planned = try await stage.plan(Stage.compactFile, ["--format", "markdown", "--full"])
                let text = planned.ended.output
                #expect(text.hasPrefix("### Plan: "), "\(planned.words)")
                #expect(text.contains("| zoom-meeting-participants |"))
                #expect(text.utf8.count < 60_000)
                #expect(text.contains("more |"))
            }
        }

        @Test func `drift is what others changed since we delivered, and no plan touches it`() async throws {
            try await Stage.run { configuration in
                configuration.users = 1
                configuration.meetings = 0
                configuration.webinars = 0
                configuration.hasSpecialMeetings = false
            } _: { stage in
                prepare(stage)
                _ = try await stage.apply()
                let none = try await stage.plan(Stage.compactFile, ["--drift", "--detailed-exitcode"])
                #expect(none.status == 0, "\(none.words)")
                #expect(none.ended.output.hasPrefix("No drift: "))
                stage.world.change("contacts", #"{"email": "ben@people.test", "attributes": {"FIRSTNAME": "Benny"}}"#)
                stage.world.change("contacts", #"{"email": "gus@people.test", "unlinkListIds": [15]}"#)
                stage.world.change("contacts", #"{"email": "dora@people.test", "delete": true}"#)
                let drift = try await stage.plan(
                    Stage.compactFile,
                    ["--drift", "--json", "--reveal", "--detailed-exitcode"]
                )
                #expect(drift.status == 2, "\(drift.words)")
                #expect(drift.json["result"]?["drifted"]?.int == 3)
                let contacts = drift.json["result"]?["contacts"]?.array ?? []
                #expect(
                    contacts.map { $0["email"]?.string } == ["ben@people.test", "dora@people.test", "gus@people.test"]
                )
                #expect(contacts.first?["attributes"]?["FIRSTNAME"]?["delivered"]?.string == "Ben Ono")
                #expect(contacts.first?["attributes"]?["FIRSTNAME"]?["now"]?.string == "Benny")
                #expect(contacts.dropFirst().first?["deleted"]?.bool == true)
                #expect(contacts.last?["left"]?.array == [15])
                let planned = try await stage.plan()
                #expect(planned.changes.isEmpty, "\(planned.words)")
            }
        }
    }
}
