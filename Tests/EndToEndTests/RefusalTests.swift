import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// What can't be done is refused before anything is written, with the status that scripts rely on.
    @Suite struct RefusalTests {
        @Test func `a missing attribute stops the run, and can be created`() async throws {
            try await Stage.run({ $0.attributes.removeAll { $0.name == "UTM_SOURCE" } }) { stage in
                let refused = try await stage.apply()
                #expect(refused.status == 1)
                #expect(refused.words.contains("UTM_SOURCE"))
                #expect(refused.words.contains("--create-attributes"))
                #expect(stage.contactWrites == 0)
                let applied = try await stage.apply(Stage.compactFile, ["--create-attributes"])
                #expect(applied.status == 0, "\(applied.words)")
                #expect(stage.endState.values.contains { $0.attributes["UTM_SOURCE"] != nil })
            }
        }

        @Test func `a missing list stops the run`() async throws {
            try await Stage.run({ $0.lists = ["Newsletter"] }) { stage in
                let refused = try await stage.apply()
                #expect(refused.status == 1)
                #expect(refused.words.contains("15"))
                #expect(stage.contactWrites == 0)
            }
        }

        @Test func `a wrong key or secret is named with its remedy`() async throws {
            try await Stage.run { stage in
                let key = try await stage.apply(with: ["BREVO_API_KEY": "xkeysib-wrong"])
                #expect(key.status == 1, "\(key.words)")
                #expect(key.words.contains("API key"))
                #expect(!key.words.contains("xkeysib-wrong"))
                let secret = try await stage.apply(with: ["ZOOM_CLIENT_SECRET": "wrong-secret"])
                #expect(secret.status == 1, "\(secret.words)")
                #expect(!secret.words.contains("wrong-secret"))
                #expect(stage.contactWrites == 0)
            }
        }

        @Test func `an unset secret is a note to validate and an error to apply`() async throws {
            let validated = try await Tool.run(["validate", Stage.compactFile, "--format", "text"])
            #expect(validated.status == 0, "\(validated.output)")
            let applied = try await Tool.run(["apply", Stage.compactFile, "--state", "/dev/null/state.db"])
            #expect(applied.status == 78, "\(applied.errors)")
            #expect(applied.errors.contains("ZOOM_ACCOUNT_ID"))
        }

        @Test func `a record that can't be delivered is a dead letter, and the run says so`() async throws {
            try await Stage.run({
                $0.users = 1; $0.meetings = 0; $0.webinars = 0; $0.hasSpecialMeetings = false
            }) { stage in
                stage.world.change(
                    "meetings",
                    """
                    {"topic": "Odd", "minutes": 30, "ended_minutes_ago": 90, "participants": [
                      {"name": "No domain", "email": "nobody@localhost", "join_after": 0, "seconds": 100},
                      {"name": "Gus", "email": "gus@people.test", "join_after": 0, "seconds": 100}]}
                    """
                )
                let applied = try await stage.apply()
                #expect(applied.status == 3, "\(applied.words)")
                #expect(applied.count("deadLettered", of: "zoom-meeting-participants") == 1)
                #expect(Set(stage.people.keys) == ["gus@people.test"])
                let state = stage.folder.appendingPathComponent("state.db").path
                let letters = try await Tool.run(["deadletters", "list", "--state", state])
                #expect(letters.status == 0)
                #expect(letters.output.contains("Odd"))
                #expect(!letters.output.contains("nobody@localhost"))
            }
        }

        @Test(arguments: [
            ["apply"], ["apply", "no-such-file.yaml"], ["validate", "--format", "odd", "x.yaml"], ["no-such-command"],
        ])
        func `a wrong command line ends with 64`(arguments: [String]) async throws {
            #expect(try await Tool.run(arguments).status == 64)
        }

        @Test func `a service that can't be reached ends with 69`() async throws {
            try await Stage.run { stage in
                let applied = try await stage.apply(
                    Stage.compactFile,
                    ["--set", "connectors.zoom.oauth_url=http://127.0.0.1:1/oauth"]
                )
                #expect(applied.status == 69, "\(applied.words)")
            }
        }
    }
}
