import Foundation
import JSON
import Testing

extension EndToEnd {
    /// `pipeline test`.
    @Suite struct TestCommandTests {
        private static let head = """
            connectors:
              zoom: { account_id: "${A}", client_id: "${B}", client_secret: "${C}" }
              brevo: { api_key: "${D}" }
            lists: { engaged: 19 }
            pipelines:
              engaged:
                source: { zoom.webinar_attendees: {} }
                stages:
                  - filter: attended_share >= 0.5
                  - map: { email: email, FIRSTNAME: first_name, MEETING_DURATION: duration / 60 }
                sink: { brevo.contacts: { lists: [engaged] } }

            """

        private func withFolder(_ files: [String: String], _ body: (URL) async throws -> Void) async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
            try await body(folder)
        }

        @Test func `the examples' tests pass`() async throws {
            let folder = Tool.root.appendingPathComponent("pipelines")
            for name in ["engaged-attendees", "meeting-participants", "webinars", "zoom-to-brevo"] {
                let ended = try await Tool.run(["test", folder.appendingPathComponent("\(name).yaml").path])
                #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
                #expect(ended.output.contains("passed in"), "\(ended.output)")
            }
        }

        private static let failing = """
            tests:
              people who stay:
                records:
                  - { email: a@example.com, first_name: Aiko, attended_share: 0.9, duration: 2700 }
                  - { email: b@example.com, attended_share: 0.5, duration: 60 }
                expect:
                  contacts:
                    a@example.com: { FIRSTNAME: Aiko, MEETING_DURATION: 44, lists: [engaged] } # minutes
                    c@example.com: { lists: [engaged] }

            """

        @Test func `a difference is shown with its place, what was expected and what came`() async throws {
            try await withFolder(["a.yaml": Self.head, "a.test.yaml": Self.failing]) { folder in
                let ended = try await Tool.run(["test", "a.yaml"], in: folder)
                #expect(ended.status == 1)
                #expect(
                    ended.output.hasPrefix(
                        """
                        ✗ people who stay  engaged
                          a.test.yaml:8:61  contacts.a@example.com.MEETING_DURATION
                            - 44
                            + 45
                          a.test.yaml:9:9  contacts.c@example.com
                            - a contact
                              nothing came
                          a.test.yaml:7:7  contacts.b@example.com
                            + a contact  unexpected

                          never false: the filter `attended_share >= 0.5` of engaged  a.yaml:9:17
                        ✗ 1 of 1 test failed in
                        """
                    ),
                    "\(ended.output)\(ended.errors)"
                )
                let junit = try await Tool.run(["test", "a.yaml", "--format", "junit"], in: folder)
                #expect(
                    junit.output.contains(
                        "<failure message=\"contacts.a@example.com.MEETING_DURATION: expected 44, got 45\">"
                    )
                )
                let json = try JSONValue.parse(try await Tool.run(["test", "a.yaml", "--json"], in: folder).output)
                #expect(json["result"]?["failed"]?.int == 1)
                #expect(json["result"]?["filters"]?.array?.first?["left"]?.int == 0)
            }
        }

        @Test func `--update writes what came and keeps comments`() async throws {
            let empty = "  from nothing: # new\n    records: [{ email: \"\", attended_share: 1, duration: 0 }]\n"
            try await withFolder(["a.yaml": Self.head, "a.test.yaml": Self.failing + empty]) { folder in
                let updated = try await Tool.run(["test", "a.yaml", "--update"], in: folder)
                #expect(updated.status == 0, "\(updated.output)\(updated.errors)")
                let text = try String(contentsOf: folder.appendingPathComponent("a.test.yaml"), encoding: .utf8)
                #expect(
                    text.hasSuffix(
                        """
                            expect:
                              contacts:
                                a@example.com: { FIRSTNAME: Aiko, MEETING_DURATION: 45, lists: [engaged] } # minutes
                                b@example.com: { MEETING_DURATION: 1, lists: [engaged] }
                          from nothing: # new
                            records: [{ email: "", attended_share: 1, duration: 0 }]
                            expect:
                              contacts: {}
                              filtered: 0
                              skipped: { no_email: 1 }

                        """
                    ),
                    "\(text)"
                )
                let again = try await Tool.run(["test", "a.yaml"], in: folder)
                #expect(again.status == 0, "\(again.output)")
                #expect(try await Tool.run(["fmt", "--check", "a.test.yaml"], in: folder).status == 0)
            }
        }

        @Test func `tests that can't be right are refused with their place`() async throws {
            let tests = """
                tests:
                  a:
                    pipeline: engagd
                    records: []
                  b:
                    records: [{ emial: x, attended_share: much, duration: 1 }]
                    expects: {}
                  c:
                    expect: {}

                """
            try await withFolder(["a.yaml": Self.head + tests]) { folder in
                let ended = try await Tool.run(["test", "a.yaml"], in: folder)
                #expect(ended.status == 78)
                for part in [
                    "error[unknown-choice]: there is no pipeline `engagd`", "did you mean `engaged`?",
                    "did you mean `email`",
                    "`attended_share` is double, but this is `much`", "did you mean `expect`?",
                    "the test says nothing of what the source gives",
                ] {
                    #expect(ended.errors.contains(part), "\(part) in \(ended.errors)")
                }
                #expect(try await Tool.run(["test", Stage.compactFile, "--select", "nobody"]).status == 64)
            }
        }

        @Test func `hundreds of tests take a second`() async throws {
            var tests = "tests:\n"
            for number in 0..<500 {
                tests +=
                    "  test \(number):\n    records: [{ email: p\(number)@example.com, attended_share: 1, duration: 60 }]\n"
                tests +=
                    "    expect: { contacts: { p\(number)@example.com: { MEETING_DURATION: 1, lists: [engaged] } } }\n"
            }
            try await withFolder(["a.yaml": Self.head + tests]) { folder in
                let ended = try await Tool.run(["test", "a.yaml", "--json"], in: folder)
                let result = try JSONValue.parse(ended.output)["result"]
                #expect(ended.status == 0, "\(ended.output.prefix(2_000))")
                #expect(result?["passed"]?.int == 500)
                #expect((result?["seconds"]?.double ?? 100) < 5, "\(String(describing: result?["seconds"]))")
            }
        }
    }
}
