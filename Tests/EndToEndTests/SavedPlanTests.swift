import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// A saved plan is applied as it was shown, or refused with the reason.
    @Suite struct SavedPlanTests {
        private func small(_ configuration: inout SandboxConfiguration) {
            configuration.users = 1
            configuration.meetings = 0
            configuration.webinars = 0
            configuration.hasSpecialMeetings = false
        }

        /// A meeting with twenty people, half of whom Brevo knows.
        private func prepare(_ stage: Stage) {
            let people = (0..<20).map { number in
                #"{"name": "Person \#(number)", "email": "p\#(number)@people.test", "join_after": 0, "seconds": \#(100 + number)}"#
            }
            stage.world.change(
                "meetings",
                """
                {"topic": "Onboarding", "minutes": 60, "ended_minutes_ago": 2880, "participants": [\(people.joined(separator: ","))]}
                """
            )
            for number in 0..<10 {
                stage.world.change(
                    "contacts",
                    #"{"email": "p\#(number)@people.test", "attributes": {"FIRSTNAME": "Old \#(number)"}}"#
                )
            }
        }

        private func save(_ stage: Stage) async throws -> (planned: Planned, path: String) {
            let path = stage.folder.appendingPathComponent("it.plan").path
            let planned = try await stage.plan(
                Stage.compactFile,
                ["--format", "json", "--reveal", "--out", path]
            )
            #expect(planned.status == 0, "\(planned.words)")
            return (planned, path)
        }

        private func apply(
            _ path: String,
            _ stage: Stage,
            _ more: [String] = [],
            with secrets: [String: String] = [:]
        ) async throws -> Applied {
            Applied(try await stage.tool("apply", [path, "--json", "--reveal"] + more, with: secrets))
        }

        @Test func `what was shown is what is done`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let before = stage.endState
                let (planned, path) = try await save(stage)
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600)
                #expect(stage.contactWrites == 0)
                // Whoever comes later isn't in the plan.
                stage.world.change(
                    "meetings",
                    """
                    {"topic": "Later", "minutes": 30, "ended_minutes_ago": 600, "participants": [
                      {"name": "Late", "email": "late@people.test", "join_after": 0, "seconds": 100},
                      {"name": "Later", "email": "later@people.test", "join_after": 0, "seconds": 100}]}
                    """
                )
                let applied = try await apply(path, stage)
                #expect(applied.status == 0, "\(applied.words)")
                #expect(applied.booksClose)
                #expect(Planned.difference(before, stage.endState) == planned.changes)
                // The next run reads on from there.
                let next = try await stage.apply()
                #expect(next.sum("created") == 2, "\(next.words)")
                #expect(stage.people["late@people.test"] != nil)
                let again = try await stage.apply()
                #expect(again.sum("delivered") == 0)
            }
        }

        @Test func `contacts that others changed since are left alone and reported`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let (planned, path) = try await save(stage)
                let people = planned.changes.filter { $0.key.hasSuffix("@people.test") }
                #expect(people.values.count { $0.action == "create" } == 10)
                #expect(people.values.count { $0.action == "update" } == 10)
                // Changed, made, deleted, moved into our list, blocklisted, unsubscribed.
                stage.world.change("contacts", #"{"email": "p1@people.test", "attributes": {"FIRSTNAME": "Theirs"}}"#)
                stage.world.change("contacts", #"{"email": "p11@people.test", "attributes": {"FIRSTNAME": "Theirs"}}"#)
                stage.world.change("contacts", #"{"email": "p2@people.test", "delete": true}"#)
                stage.world.change("contacts", #"{"email": "p3@people.test", "listIds": [15]}"#)
                stage.world.change("contacts", #"{"email": "p4@people.test", "emailBlacklisted": true}"#)
                stage.world.change("contacts", #"{"email": "p5@people.test", "unsubscribe": [15]}"#)
                let before = stage.endState
                let applied = try await apply(path, stage)
                #expect(applied.status == 3, "\(applied.words)")
                let reported = applied.json["result"]?["changedSincePlan"]?.array?.compactMap(\.string) ?? []
                let held = ["p11@people.test", "p1@people.test", "p2@people.test", "p3@people.test"]
                #expect(reported == held.sorted())
                let touched = held + ["p4@people.test", "p5@people.test"]
                for email in touched { #expect(stage.endState[email] == before[email], "\(email)") }
                let others = planned.changes.filter { !touched.contains($0.key) }
                #expect(Planned.difference(before, stage.endState) == others)
                let skipped = applied.line("zoom-meeting-participants")?["skipped"]
                #expect(skipped?["blocklisted"]?.int == 1)
                #expect(skipped?["unsubscribed"]?.int == 1)
                // What was left is planned anew.
                let again = try await stage.plan()
                #expect(Set(again.changes.keys) == Set(held), "\(again.words)")
            }
        }

        @Test func `a plan is shown as it was made`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let path = stage.folder.appendingPathComponent("it.plan").path
                let planned = try await stage.plan(Stage.compactFile, ["--out", path])
                #expect(planned.ended.errors.contains("Saved. `pipeline apply \(path)` does exactly this"))
                let shown = try await Tool.run(["show", path])
                #expect(shown.status == 0, "\(shown.errors)")
                #expect(shown.output == planned.ended.output)
                let json = try await Tool.run(["show", path, "--format", "json", "--detailed-exitcode"])
                #expect(json.status == 2)
                let create = try JSONValue.parse(json.output)["result"]?["summary"]?["create"]?.int ?? 0
                #expect(planned.ended.output.hasPrefix("Plan: \(create) contacts to create"))
                let other = try await Tool.run(["show", Stage.compactFile])
                #expect(other.status == 64)
                #expect(other.errors.contains("is no saved plan"))
            }
        }

        @Test func `a plan of an older state, another account or a changed file is refused`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let file = stage.folder.appendingPathComponent("it.yaml")
                let text = try String(contentsOfFile: Stage.compactFile, encoding: .utf8)
                try text.write(to: file, atomically: true, encoding: .utf8)
                let path = stage.folder.appendingPathComponent("it.plan").path
                let planned = try await stage.plan(file.path, ["--out", path])
                #expect(planned.status == 0, "\(planned.words)")

                try (text + "\n# more\n").write(to: file, atomically: true, encoding: .utf8)
                let changed = try await apply(path, stage)
                #expect(changed.status == 1)
                #expect(changed.words.contains("the plan \(path) is refused: \(file.path) was changed since"))
                try text.write(to: file, atomically: true, encoding: .utf8)

                _ = try await stage.apply(file.path)
                let before = stage.endState
                let moved = try await apply(path, stage)
                #expect(moved.status == 1)
                #expect(
                    moved.words.contains(
                        "the plan \(path) is refused: it was made for a new state, but this one has runs"
                    ),
                    "\(moved.words)"
                )
                #expect(stage.endState == before)
            }
        }

        @Test func `a plan doesn't hold secrets`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let (_, path) = try await save(stage)
                let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
                for secret in ["ZOOM_CLIENT_SECRET", "BREVO_API_KEY"].compactMap({ Stage.environment[$0] }) {
                    #expect(bytes.firstRange(of: Data(secret.utf8)) == nil)
                }
                let key = try #require(Stage.environment["BREVO_API_KEY"])
                let file = stage.folder.appendingPathComponent("literal.yaml")
                let text = try String(contentsOfFile: Stage.compactFile, encoding: .utf8)
                    .replacing(
                        "connectors:\n",
                        with: "connectors:\n  brevo:\n    api_key: \(key)\n",
                        maxReplacements: 1
                    )
                try text.write(to: file, atomically: true, encoding: .utf8)
                let refused = try await stage.plan(file.path, ["--out", path + "2"])
                #expect(refused.status == 1, "\(refused.words)")
                #expect(refused.words.contains("\(file.path) holds a secret word for word"))
                #expect(!FileManager.default.fileExists(atPath: path + "2"))
            }
        }

        @Test func `the forecast stands beside what happened`() async throws {
            try await Stage.run(small) { stage in
                prepare(stage)
                let (planned, path) = try await save(stage)
                let (create, update) = (planned.count("create") ?? 0, planned.count("update") ?? 0)
                _ = try await apply(path, stage)
                let runs = try await stage.tool("runs", ["2", "--json"])
                let run = try JSONValue.parse(runs.output)["result"]?.array?.first
                #expect(create > 0)
                #expect(run?["forecast"]?["create"]?.int == create, "\(runs.output)")
                let text = try await stage.tool("runs", ["2"])
                let words = "planned: \(create) contacts to create, \(update) to update"
                #expect(text.output.contains(words), "\(text.output)")
            }
        }
    }
}
