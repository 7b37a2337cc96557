import Foundation
import JSON
import Testing

extension EndToEnd {
    /// `pipeline fmt`.
    @Suite struct FormatTests {
        private static let loose = "pipelines:\n    a:   {enabled: true}   # why\n"
        private static let strict = "pipelines:\n  a: { enabled: true }   # why\n"

        private func folder(_ files: [String: String]) throws -> URL {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
            return folder
        }

        @Test func `all YAML of this repository is in the layout`() async throws {
            let ended = try await Tool.run(["fmt", "--check", Tool.root.appendingPathComponent("pipelines").path])
            #expect(ended.status == 0, "\(ended.output)")
        }

        @Test func `files are changed in place, and only those that need it`() async throws {
            let folder = try folder(["a.yaml": Self.loose, "b.yaml": Self.strict])
            defer { try? FileManager.default.removeItem(at: folder) }
            let checked = try await Tool.run(["fmt", "--check", "."], in: folder)
            #expect(checked.status == 1)
            #expect(checked.output == "./a.yaml\n")
            let shown = try await Tool.run(["fmt", "--diff", "a.yaml"], in: folder)
            #expect(shown.status == 0)
            #expect(
                shown.output == """
                    --- a/a.yaml
                    +++ b/a.yaml
                    @@ -1,2 +1,2 @@
                     pipelines:
                    -    a:   {enabled: true}   # why
                    +  a: { enabled: true }   # why

                    """
            )
            #expect(try String(contentsOf: folder.appendingPathComponent("a.yaml"), encoding: .utf8) == Self.loose)
            let written = try await Tool.run(["fmt", "."], in: folder)
            #expect(written.status == 0)
            #expect(written.errors.contains("1 file changed, 1 already fine"), "\(written.errors)")
            #expect(try String(contentsOf: folder.appendingPathComponent("a.yaml"), encoding: .utf8) == Self.strict)
            #expect(try await Tool.run(["fmt", "--check", "."], in: folder).status == 0)
        }

        @Test func `standard input goes to standard output`() async throws {
            let ended = try await Tool.run(["fmt", "-"], input: Self.loose)
            #expect(ended.status == 0)
            #expect(ended.output == Self.strict)
            #expect(ended.errors.isEmpty)
        }

        @Test func `a file that isn't right YAML is left alone, with the place`() async throws {
            let folder = try folder(["a.yaml": "a: [1\nb: 2\n", "b.yaml": Self.loose])
            defer { try? FileManager.default.removeItem(at: folder) }
            let ended = try await Tool.run(["fmt", "a.yaml", "b.yaml"], in: folder)
            #expect(ended.status == 78)
            #expect(ended.errors.contains("error[syntax]"), "\(ended.errors)")
            #expect(ended.errors.contains("┌─ a.yaml:"), "\(ended.errors)")
            #expect(try String(contentsOf: folder.appendingPathComponent("a.yaml"), encoding: .utf8) == "a: [1\nb: 2\n")
            #expect(try String(contentsOf: folder.appendingPathComponent("b.yaml"), encoding: .utf8) == Self.strict)
            let answer = try await Tool.run(["fmt", "--check", "--json", "."], in: folder)
            let json = try JSONValue.parse(answer.output)
            #expect(json["ok"]?.bool == false)
            #expect(json["diagnostics"]?.array?.first?["code"]?.string == "syntax")
        }
    }
}
