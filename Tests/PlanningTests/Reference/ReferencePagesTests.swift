import CEL
import PipelineCore
import Testing

@testable import Planning

@Suite struct ReferencePagesTests {
    private let pages = Dictionary(uniqueKeysWithValues: referencePages(TestCatalog.all).map { ($0.name, $0.text) })

    @Test func `a field has its type, whether it may be null, its unit and its meaning`() throws {
        let text = try #require(pages["sources.md"])
        #expect(text.contains("| `duration` | `int` | no | seconds | The time attended. |  |"))
        #expect(text.contains("| `polls_answered` | `int` | yes |  | The polls answered. |  |"))
    }

    @Test func `a nested key stands with its path`() throws {
        let text = try #require(pages["connectors.md"])
        #expect(text.contains("| `sync.webinars` | `true` or `false` | `false` |"))
        #expect(text.contains("No longer needed: Zoom stopped sending it in June 2025."))
    }

    @Test func `a sink says what it asks of columns`() throws {
        let text = try #require(pages["sinks.md"])
        #expect(text.contains("- Needs a column `email` (string)."))
        #expect(text.contains("- `EMAIL` can't be mapped: a changed EMAIL lifts a blocklisting."))
    }

    @Test func `every function is there, and a bar doesn't end a cell`() throws {
        let text = try #require(pages["functions.md"])
        for entry in functionCatalog { #expect(text.contains("| `\(entry.name.replacing("|", with: "\\|"))` |")) }
    }
}
