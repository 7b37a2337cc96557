extension Diagram {
    /// The diagram in Graphviz's language.
    package var dot: String {
        var lines = [
            "digraph pipelines {", "  rankdir=LR",
            "  node [shape=box style=\"rounded,filled\" fillcolor=white fontname=\"Helvetica\" fontsize=11]",
            "  edge [fontname=\"Helvetica\" fontsize=9 color=\"#59636e\"]",
        ]
        for (number, lane) in lanes.enumerated() {
            let id = "p\(number + 1)"
            let label = Self.dotText([lane.name] + lane.tags.map(\.text))
            lines.append("  subgraph cluster_\(id) {")
            lines.append("    label=\"\(label)\" labeljust=l fontname=\"Helvetica\" style=rounded color=\"#d1d9e0\"")
            if lane.isMuted {
                lines.append("    node [color=gray fontcolor=gray] edge [color=gray fontcolor=gray] fontcolor=gray")
            }
            for (place, box) in lane.boxes.enumerated() {
                let shape = box.kind == .source ? " shape=cylinder style=filled" : ""
                lines.append(
                    "    \(id)b\(place) [label=\"\(Self.dotText([box.title] + box.rows.map(\.line)))\"\(shape)]"
                )
            }
            for (place, flow) in lane.flows.enumerated() {
                let text = Self.dotText(flow.lines)
                lines.append("    \(id)b\(place) -> \(id)b\(place + 1)\(text.isEmpty ? "" : " [label=\"\(text)\"]")")
            }
            lines.append("  }")
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// Lines aligned to the left, in quotes.
    private static func dotText(_ lines: [String]) -> String {
        lines.map { line in
            line.unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar {
                case "\"": text += "\\\""
                case "\\": text += "\\\\"
                case "\u{0}"..."\u{1F}": text += " "
                default: text.unicodeScalars.append(scalar)
                }
            } + "\\l"
        }.joined()
    }
}
