import Foundation
import JSON
import Testing

extension EndToEnd {
    /// `pipeline graph`.
    @Suite struct GraphTests {
        private static let file = Tool.root.appendingPathComponent("pipelines/engaged-attendees.yaml").path

        @Test func `Mermaid names what is read, the filter and the list`() async throws {
            let ended = try await Tool.run(["graph", Self.file])
            #expect(ended.status == 0, "\(ended.errors)")
            #expect(ended.output.hasPrefix("flowchart LR\n"))
            for part in ["zoom.webinar_attendees<br/>since: 30d", "attended_share #gt;= 0.5", "engaged_attendees (19)"]
            {
                #expect(ended.output.contains(part), "\(part) in \(ended.output)")
            }
        }

        @Test func `the picture in the documentation is current`() async throws {
            let ended = try await Tool.run(["graph", Self.file, "--format", "svg"])
            let committed = try String(
                contentsOf: Tool.root.appendingPathComponent("docs/pictures/engaged-attendees.svg"),
                encoding: .utf8
            )
            #expect(ended.output == committed, "run make schemas")
        }

        @Test func `a run's amounts stand on the flows`() async throws {
            try await Stage.run { stage in
                let applied = try await stage.apply()
                #expect(applied.status == 0, "\(applied.words)")
                let state = stage.folder.appendingPathComponent("state.db").path
                let drawn = try await Tool.run([
                    "graph", Stage.compactFile, "--format", "json", "--with-run", "--state", state,
                ])
                let result = try JSONValue.parse(drawn.output)["result"]
                let lanes = try #require(result?["pipelines"]?.array)
                #expect(lanes.count >= 4)
                for lane in lanes {
                    let books = try #require(
                        applied.json["result"]?["pipelines"]?.array?.first {
                            $0["name"]?.string == lane["name"]?.string
                        }
                    )
                    let rows = (books["rows"]?.int ?? 0) - (books["merged"]?.int ?? 0)
                    let amount = lane["edges"]?.array?.first?["amount"]?.string?.replacing(",", with: "")
                    #expect(amount?.hasPrefix("\(rows) row") == true, "\(lane)")
                }
                let missing = try await Tool.run(["graph", Stage.compactFile, "--with-run", "99", "--state", state])
                #expect(missing.status == 64)
            }
        }

        @Test func `a file that can't be used isn't drawn`() async throws {
            let ended = try await Tool.run(["graph", "-"], input: "pipelines: { a: { source: { zoom.nothing: {} } } }")
            #expect(ended.status == 78)
            #expect(ended.output.isEmpty)
            #expect(ended.errors.contains("error["))
        }
    }
}
