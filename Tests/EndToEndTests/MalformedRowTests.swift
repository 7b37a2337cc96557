import Foundation
import JSON
import Testing

extension EndToEnd {
    /// Spreadsheets with rows that can't be read.
    @Suite struct MalformedRowTests {
        @Test func `a row that can't be read is a dead letter with its line, and the run says so`() async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pipeline-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try "email,score\na@people.test,1\nb@people.test\nc@people.test,many\n"
                .write(to: folder.appendingPathComponent("people.csv"), atomically: true, encoding: .utf8)
            try """
            pipelines:
              people:
                source: { files.csv: { path: people.csv, fields: { email: string, score: int } } }
                sink: { files.csv: { path: out.csv } }

            """.write(to: folder.appendingPathComponent("p.yaml"), atomically: true, encoding: .utf8)

            let applied = Applied(try await Tool.run(["apply", "p.yaml", "--json", "--state", "s.db"], in: folder))
            #expect(applied.status == 3, "\(applied.words)")
            #expect(applied.count("deadLettered", of: "people") == 2)
            #expect(applied.count("delivered", of: "people") == 1)
            #expect(applied.booksClose)

            let letters = try await Tool.run(["deadletters", "list", "--state", "s.db"], in: folder)
            #expect(letters.output.contains("people.csv, line 3"), "\(letters.output)")
            #expect(letters.output.contains("it has 1 cells, not 2"), "\(letters.output)")
            #expect(letters.output.contains("people.csv, line 4"), "\(letters.output)")
            #expect(!letters.output.contains("c@people.test"))
        }
    }
}
