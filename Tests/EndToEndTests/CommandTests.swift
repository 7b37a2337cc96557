import Foundation
import JSON
import Testing

extension EndToEnd {
    /// The commands that run nothing.
    @Suite struct CommandTests {
        @Test func `all examples are valid`() async throws {
            let folder = Tool.root.appendingPathComponent("pipelines")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
                $0.hasSuffix(".yaml") && !$0.hasSuffix(".test.yaml")
            }
            #expect(files.count >= 4)
            for file in files {
                let ended = try await Tool.run([
                    "validate", folder.appendingPathComponent(file).path, "--format", "text", "--strict",
                ])
                #expect(ended.status == 0, "\(file): \(ended.output)")
            }
        }

        @Test func `a mistake is shown with its place, a caret and a remedy`() async throws {
            let text = try String(contentsOfFile: Stage.compactFile, encoding: .utf8)
                .replacing("  duration: MEETING_DURATION", with: "  durration: MEETING_DURATION")
            let ended = try await Tool.run(["validate", "-", "--format", "text"], input: text)
            #expect(ended.status == 78)
            #expect(ended.output.contains("┌─ standard input:24:3"), "\(ended.output)")
            #expect(ended.output.contains("did you mean `duration` (seconds, int)?"), "\(ended.output)")
        }

        @Test(arguments: ["json", "sarif", "junit", "github"])
        func `findings come in the formats that CI reads`(format: String) async throws {
            let ended = try await Tool.run(["validate", "-", "--format", format], input: "connectorz: {}\n")
            #expect(ended.status == 78)
            #expect(ended.output.contains("connectorz"))
            switch format {
            case "json": #expect(try JSONValue.parse(ended.output)["ok"]?.bool == false)
            case "sarif":
                let log = try JSONValue.parse(ended.output)
                let rules = log["runs"]?.array?.first?["tool"]?["driver"]?["rules"]?.array
                #expect(log["version"]?.string == "2.1.0")
                #expect(rules?.first?["help"]?["markdown"]?.string?.contains("Put right:") == true)
            case "junit": #expect(ended.output.hasPrefix("<?xml"))
            default: #expect(ended.output.hasPrefix("::error file=standard input,line=1,col=1"), "\(ended.output)")
            }
        }

        @Test func `the expanded file is valid and says the same`() async throws {
            let expanded = try await Tool.run(["expand", Stage.compactFile])
            #expect(expanded.status == 0)
            let again = try await Tool.run(["expand", "-"], input: expanded.output)
            #expect(again.status == 0, "\(again.errors)")
            let names = [
                "zoom-meeting-participants", "zoom-webinar-registrants", "zoom-webinar-attendees",
                "zoom-webinar-absentees",
            ]
            for name in names { #expect(again.output.contains("\(name):"), "\(again.output)") }
        }

        @Test func `every JSON answer has the one envelope`() async throws {
            let schema = try JSONValue.parse(
                String(contentsOf: Tool.root.appendingPathComponent("schemas/envelope.schema.json"), encoding: .utf8)
            )
            let keys = Set(schema["properties"]?.object?.keys ?? [])
            try await Stage.run { stage in
                let state = stage.folder.appendingPathComponent("state.db").path
                let answers = [
                    try await stage.apply().ended.output,
                    try await stage.apply(with: ["BREVO_API_KEY": "wrong"]).ended.output,
                    try await Tool.run(["runs", "--json", "--state", state]).output,
                    try await Tool.run(["runs", "1", "--json", "--state", state]).output,
                    try await Tool.run(["deadletters", "list", "--json", "--state", state]).output,
                    try await Tool.run(["validate", "--json", "-"], input: "connectorz: {}").output,
                    try await Tool.run(["runs", "--json", "--state", state + ".none"]).output,
                ]
                for answer in answers {
                    let value = try JSONValue.parse(answer)
                    #expect(Set(value.object?.keys ?? []) == keys, "\(answer)")
                    #expect(value["version"]?.int == 1)
                    for diagnostic in value["diagnostics"]?.array ?? [] {
                        #expect(diagnostic["code"]?.string?.isEmpty == false, "\(answer)")
                        #expect(["error", "warning", "note"].contains(diagnostic["severity"]?.string), "\(answer)")
                    }
                }
            }
        }

        @Test func `only the selected pipelines run`() async throws {
            try await Stage.run { stage in
                let applied = try await stage.apply(Stage.compactFile, ["--select", "zoom-webinar-attendees"])
                #expect(applied.status == 0, "\(applied.words)")
                #expect(applied.json["result"]?["pipelines"]?.array?.count == 1)
                #expect(Set(stage.endState.values.flatMap(\.lists)) == [16])
                #expect(try await stage.apply(Stage.compactFile, ["--select", "no-such"]).status == 64)
            }
        }

        @Test func `the committed schema is current`() async throws {
            let committed = try String(
                contentsOf: Tool.root.appendingPathComponent("schemas/pipeline.schema.json"),
                encoding: .utf8
            )
            #expect(try await Tool.run(["schema"]).output == committed)
        }

        @Test func `the demo runs the example word for word and ends with what reached Brevo`() async throws {
            let file = try String(contentsOfFile: Stage.compactFile, encoding: .utf8)
            let source = try String(
                contentsOf: Tool.root.appendingPathComponent("Sources/PipelineCLI/Demo/DemoFile.swift"),
                encoding: .utf8
            )
            for line in file.split(separator: "\n") { #expect(source.contains(line)) }
            let ended = try await Tool.run([
                "demo", "--no-limits", "--users", "2", "--meetings", "2", "--webinars", "1",
            ])
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.contains("15 “Meeting participants”"))
            #expect(ended.output.contains("blocklisted in Brevo"))
            #expect(ended.output.contains("Nothing to do"))
        }
    }
}
