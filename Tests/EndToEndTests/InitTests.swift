import Foundation
import JSON
import Testing

extension EndToEnd {
    /// `pipeline init` and `pipeline completions`.
    @Suite struct InitTests {
        private func withFolder(_ body: (URL) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try await body(folder)
        }

        @Test func `what is made is valid and in the layout`() async throws {
            try await withFolder { folder in
                let made = try await Tool.run(["init", "site"], in: folder)
                #expect(made.status == 0, "\(made.errors)")
                #expect(made.output.contains("pipeline validate site/pipeline.yaml"), "\(made.output)")
                let site = folder.appendingPathComponent("site")
                let validated = try await Tool.run(
                    ["validate", "--strict", "--format", "text", "pipeline.yaml"],
                    in: site
                )
                #expect(validated.status == 0, "\(validated.output)")
                let files = ["pipeline.yaml", "pipeline.test.yaml", ".github/workflows/pipeline.yaml"]
                let formatted = try await Tool.run(["fmt", "--check"] + files, in: site)
                #expect(formatted.status == 0, "\(formatted.output)\(formatted.errors)")
                let tested = try await Tool.run(["test", "pipeline.yaml"], in: site)
                #expect(tested.status == 0, "\(tested.output)\(tested.errors)")
                let ignored = try String(contentsOf: site.appendingPathComponent(".gitignore"), encoding: .utf8)
                #expect(ignored == ".pipeline/\n.env\n")
            }
        }

        @Test func `nothing is overwritten`() async throws {
            try await withFolder { folder in
                try Data("mine".utf8).write(to: folder.appendingPathComponent("pipeline.yaml"))
                try Data("build\n.env".utf8).write(to: folder.appendingPathComponent(".gitignore"))
                let made = try await Tool.run(["init", "--json"], in: folder)
                #expect(made.status == 0)
                let files = try JSONValue.parse(made.output)["result"]?["files"]?.array ?? []
                #expect(files.first?["status"]?.string == "kept")
                #expect(files.last?["status"]?.string == "extended")
                func text(_ name: String) throws -> String {
                    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                }
                #expect(try text("pipeline.yaml") == "mine")
                #expect(try text(".gitignore") == "build\n.env\n.pipeline/\n")
                let again = try await Tool.run(["init"], in: folder)
                #expect(again.status == 0)
                #expect(!again.output.contains("made "), "\(again.output)")
            }
        }

        @Test(arguments: ["bash", "zsh", "fish"])
        func `shells get a script`(shell: String) async throws {
            let ended = try await Tool.run(["completions", shell])
            #expect(ended.status == 0)
            #expect(ended.output.contains("validate") && ended.output.contains("with-run"), "\(ended.output)")
        }

        @Test func `pipeline names complete --select`() async throws {
            let ended = try await Tool.run([
                "---completion", "graph", "--", "--select", "0", "0", "pipeline", "graph", Stage.compactFile,
                "--select", "",
            ])
            #expect(ended.output.contains("zoom-webinar-attendees"), "\(ended.output)\(ended.errors)")
        }
    }
}
