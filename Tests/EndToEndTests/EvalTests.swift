import JSON
import Testing

extension EndToEnd {
    /// `pipeline eval`.
    @Suite struct EvalTests {
        @Test func `each record gives a line`() async throws {
            let records =
                "{\"email\":\"a@example.com\",\"duration\":310}\n\n{\"email\":\"b@example.com\",\"duration\":20}\n"
            let ended = try await Tool.run(
                ["eval", "duration >= 300", "--source", "zoom.webinar_attendees"],
                input: records
            )
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output == "true\nfalse\n")
            let array = try await Tool.run(
                ["eval", "{'who': email, 'minutes': duration / 60}"],
                input: "[{\"email\":\"a\",\"duration\":310}]"
            )
            #expect(array.output == "{\"who\":\"a\",\"minutes\":5}\n")
        }

        @Test func `without records an expression stands for itself`() async throws {
            #expect(try await Tool.run(["eval", "1 + 2 * 3"]).output == "7\n")
            #expect(
                try await Tool.run(["eval", "timestamp('2026-11-18T10:00:00Z') + duration('90m')"]).output
                    == "\"2026-11-18T11:30:00Z\"\n"
            )
        }

        @Test func `a mistake in the expression is shown with a caret`() async throws {
            let ended = try await Tool.run(["eval", "durration >= 300", "--source", "zoom.webinar_attendees"])
            #expect(ended.status == 78)
            #expect(ended.output.isEmpty)
            #expect(ended.errors.contains("did you mean `duration` (seconds, int)?"), "\(ended.errors)")
            #expect(ended.errors.contains("│ ^^^^^^^^^"), "\(ended.errors)")
            let typed = try await Tool.run(["eval", "email + 1", "--source", "zoom.webinar_attendees", "--json"])
            #expect(typed.status == 78)
            #expect(
                try JSONValue.parse(typed.output)["diagnostics"]?.array?.first?["place"]?["column"]?.int == 1,
                "\(typed.output)"
            )
        }

        @Test func `records that fail are named, and the others still count`() async throws {
            let records = "{\"n\":2}\n{\"n\":0}\n{\"n\":\"x\"}\n{\"n\":5}\n"
            let ended = try await Tool.run(["eval", "10 / n"], input: records)
            #expect(ended.status == 3)
            #expect(ended.output == "5\nnull\nnull\n2\n")
            #expect(ended.errors.contains("line 2: "), "\(ended.errors)")
            #expect(ended.errors.contains("line 3: "), "\(ended.errors)")
            let typed = try await Tool.run(
                ["eval", "duration", "--source", "zoom.webinar_attendees"],
                input: "{\"duration\":\"long\"}\n{}"
            )
            #expect(typed.status == 3)
            #expect(
                typed.errors.contains("line 1: `duration` is seconds, int, but the record has \"long\""),
                "\(typed.errors)"
            )
            #expect(typed.errors.contains("line 2: it has no `duration` (seconds, int)"), "\(typed.errors)")
        }

        @Test func `what isn't JSON, or a source that isn't, is refused`() async throws {
            #expect(try await Tool.run(["eval", "1"], input: "{").status == 64)
            let ended = try await Tool.run(["eval", "1", "--source", "zoom.people"])
            #expect(ended.status == 64)
            #expect(ended.errors.contains("zoom.webinar_attendees"))
        }
    }
}
