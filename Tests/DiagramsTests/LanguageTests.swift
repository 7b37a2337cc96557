import JSON
import Testing

@testable import Diagrams

@Suite struct LanguageTests {
    private static let small = Diagram(
        lanes: [
            Diagram.Lane(
                name: "people",
                tags: [Diagram.Tag(kind: "every", text: "every 1h")],
                boxes: [
                    Diagram.Box(kind: .source, owner: "zoom", title: "zoom.users"),
                    Diagram.Box(kind: .filter, title: "filter", rows: [.code("email != \"\" && `x` < 2 # no")]),
                    Diagram.Box(
                        kind: .sink,
                        owner: "brevo",
                        title: "brevo.contacts",
                        rows: [.place(name: "a\\b", number: "4")]
                    ),
                ],
                flows: [
                    Diagram.Flow(fields: [Diagram.Field(name: "email", type: "string")], amount: "2 rows"),
                    Diagram.Flow(),
                ]
            )
        ]
    )

    @Test func `Mermaid's own characters are written as entities`() {
        #expect(
            Self.small.mermaid == """
                flowchart LR
                  subgraph p1["people"]
                    direction LR
                    p1t(["every 1h"]) -.-> p1b0
                    p1b0[("zoom.users")]
                    p1b1{{"filter<br/>email != #quot;#quot; #amp;#amp; #96;x#96; #lt; 2 #35; no"}}
                    p1b2[["brevo.contacts<br/>a\\b (4)"]]
                    p1b0 -->|"2 rows<br/>email string"| p1b1
                    p1b1 --> p1b2
                  end

                """
        )
    }

    @Test func `DOT's own characters are escaped`() {
        let dot = Self.small.dot
        #expect(dot.contains("p1b1 [label=\"filter\\lemail != \\\"\\\" && `x` < 2 # no\\l\"]"), "\(dot)")
        #expect(dot.contains("brevo.contacts\\la\\\\b (4)\\l"), "\(dot)")
        #expect(dot.contains("p1b0 -> p1b1 [label=\"2 rows\\lemail string\\l\"]"), "\(dot)")
    }

    @Test func `JSON has nodes and the edges between them`() throws {
        let lane = try #require(Self.small.json["pipelines"]?.array?.first)
        #expect(lane["nodes"]?.array?.count == 3)
        #expect(lane["edges"]?.array?.count == 2)
        #expect(lane["edges"]?.array?.first?["fields"]?.array?.first?["name"]?.string == "email")
        #expect(lane["nodes"]?.array?.last?["rows"]?.array?.first?["id"]?.int == 4)
    }

    @Test func `a long list of fields is counted, not cut`() {
        let flow = Diagram.Flow(fields: (1...20).map { Diagram.Field(name: "f\($0)", type: "int") })
        #expect(flow.lines.count == 13)
        #expect(flow.lines.last == "and 8 more")
    }
}
