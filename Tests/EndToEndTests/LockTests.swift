import Foundation
import JSON
import Sandbox
import Testing

extension EndToEnd {
    /// The lock: what the account has, written down for checks without network.
    @Suite struct LockTests {
        private let key = ["BREVO_API_KEY": Stage.environment["BREVO_API_KEY"] ?? ""]

        @Test func `the lock needs Brevo's key alone, and has what the account has`() async throws {
            try await Stage.run({
                $0.attributes.append(SandboxAttribute("PLAN", .category, options: ["Basic", "Pro"]))
            }) {
                stage in
                let ended = try await stage.tool(["lock", Stage.compactFile], with: key)
                #expect(ended.status == 0, "\(ended.errors)")
                #expect(ended.output.hasPrefix("Wrote schemas/brevo.lock.json: "), "\(ended.output)")
                let lock = try stage.json("schemas/brevo.lock.json")
                #expect(lock["version"]?.int == 1)
                #expect(lock["lists"]?.array?.map { $0["id"]?.int } == Array(1...19))
                #expect(lock["attributes"]?.array?.contains { $0["name"]?.string == "MEETING_DURATION" } == true)
                let plan = lock["attributes"]?.array?.first { $0["name"]?.string == "PLAN" }
                #expect(plan?["values"]?.array?.compactMap { $0["label"]?.string } == ["Basic", "Pro"])
                #expect(lock["templates"]?.array?.isEmpty == false)

                let again = try await stage.tool(["lock", Stage.compactFile], with: key)
                #expect(again.output.hasPrefix("schemas/brevo.lock.json was current"), "\(again.output)")
            }
        }

        @Test func `a stale lock is told with what differs`() async throws {
            try await Stage.run { stage in
                let missing = try await stage.tool(["lock", Stage.compactFile, "--check"], with: key)
                #expect(missing.status == 1)
                #expect(!FileManager.default.fileExists(atPath: stage.folder.path + "/schemas"))
                _ = try await stage.tool(["lock", Stage.compactFile, "--out", "mine.json"], with: key)
                let lock = ["--lock", "mine.json", "--check"]
                #expect(try await stage.tool(["lock", Stage.compactFile] + lock, with: key).status == 0)

                let file = stage.folder.appendingPathComponent("mine.json")
                let text = try String(contentsOf: file, encoding: .utf8)
                    .replacing(#"{"id":15,"name":"List 15"}"#, with: #"{"id":15,"name":"Old name"}"#)
                try text.write(to: file, atomically: true, encoding: .utf8)
                let stale = try await stage.tool(["lock", Stage.compactFile] + lock, with: key)
                #expect(stale.status == 1)
                #expect(
                    stale.output.contains("mine.json is stale:\n  - the list 15 was “Old name”, and is “List 15”\n")
                )
                #expect(try String(contentsOf: file, encoding: .utf8) == text)
            }
        }

        @Test func `what keeps it from asking is named`() async throws {
            try await Stage.run { stage in
                let unset = try await stage.tool(["lock", Stage.compactFile])
                #expect(unset.status == 78)
                #expect(unset.errors.contains("`BREVO_API_KEY` isn't set"), "\(unset.errors)")
                #expect(!unset.errors.contains("ZOOM"), "\(unset.errors)")
                let wrong = try await stage.tool(["lock", Stage.compactFile], with: ["BREVO_API_KEY": "xkeysib-wrong"])
                #expect(wrong.status == 1)
                #expect(wrong.errors.contains("API key"), "\(wrong.errors)")
                let away = ["--set", "connectors.brevo.api_url=http://127.0.0.1:1"]
                #expect(try await stage.tool(["lock", Stage.compactFile] + away, with: key).status == 69)
            }
        }

        @Test func `a mistake against the account is found without network, and --live needs no lock`() async throws {
            try await Stage.run { stage in
                let file = stage.folder.appendingPathComponent("mine.yaml")
                let text = try String(contentsOfFile: Stage.compactFile, encoding: .utf8)
                    .replacing("duration: MEETING_DURATION", with: "duration: WEBINAR_NAME")
                    .replacing("webinar_title: WEBINAR_NAME", with: "webinar_title: WEBINAR_NAM")
                try text.write(to: file, atomically: true, encoding: .utf8)
                let validate = ["validate", "mine.yaml", "--format", "text"]

                let unknown = try await stage.tool(validate)
                #expect(unknown.status == 0, "\(unknown.output)")
                #expect(unknown.output.contains("`pipeline lock mine.yaml` writes it down"), "\(unknown.output)")

                let live = try await stage.tool(validate + ["--live"], with: Stage.environment)
                #expect(live.status == 78)
                _ = try await stage.tool(["lock", "mine.yaml"], with: key)
                let offline = try await stage.tool(validate)
                #expect(offline.status == 78)
                for output in [live.output, offline.output] {
                    #expect(output.contains("`duration` (int) doesn't fit Brevo's WEBINAR_NAME (text)"), "\(output)")
                    #expect(output.contains("did you mean `WEBINAR_NAME` (text)?"), "\(output)")
                }
                let applied = try await stage.apply(file.path, with: Stage.environment)
                #expect(applied.status == 78, "\(applied.words)")
                #expect(stage.contactWrites == 0)
            }
        }

        @Test func `a live check says what keeps it from asking, and who refuses the credentials`() async throws {
            try await Stage.run { stage in
                let validate = ["validate", Stage.compactFile, "--format", "text", "--live"]
                #expect(try await stage.tool(validate, with: Stage.environment).status == 0)
                let unset = try await stage.tool(validate, with: key)
                #expect(unset.status == 78)
                #expect(unset.output.contains("`ZOOM_ACCOUNT_ID` isn't set"), "\(unset.output)")
                let wrong = Stage.environment.merging(["BREVO_API_KEY": "xkeysib-wrong"]) { $1 }
                let refused = try await stage.tool(validate, with: wrong)
                #expect(refused.status == 1)
                #expect(refused.errors.contains("API key"), "\(refused.errors)")
                let away = ["--set", "connectors.brevo.api_url=http://127.0.0.1:1"]
                #expect(try await stage.tool(validate + away, with: Stage.environment).status == 69)
            }
        }
    }
}
