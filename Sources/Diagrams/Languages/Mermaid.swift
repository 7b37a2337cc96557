extension Diagram {
    /// The diagram as a Mermaid flowchart, which GitHub, GitLab and many wikis draw.
    package var mermaid: String {
        var lines = ["flowchart LR"]
        for (number, lane) in lanes.enumerated() {
            let id = "p\(number + 1)"
            lines.append("  subgraph \(id)[\"\(Self.mermaidText([lane.name]))\"]")
            lines.append("    direction LR")
            if !lane.tags.isEmpty {
                lines.append("    \(id)t([\"\(Self.mermaidText(lane.tags.map(\.text)))\"]) -.-> \(id)b0")
            }
            for (place, box) in lane.boxes.enumerated() {
                let (open, close) = box.kind.mermaidShape
                let text = Self.mermaidText([box.title] + box.rows.map(\.line))
                lines.append("    \(id)b\(place)\(open)\"\(text)\"\(close)")
            }
            for (place, flow) in lane.flows.enumerated() {
                let text = Self.mermaidText(flow.lines)
                lines.append("    \(id)b\(place) -->\(text.isEmpty ? "" : "|\"\(text)\"|") \(id)b\(place + 1)")
            }
            lines.append("  end")
        }
        for (number, lane) in lanes.enumerated() where lane.isMuted {
            lines.append("  style p\(number + 1) opacity:0.5")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Text within quotes; Mermaid writes what would end them, or begin markup, as `#…;`.
    private static func mermaidText(_ lines: [String]) -> String {
        lines.map { line in
            line.unicodeScalars.reduce(into: "") { text, scalar in
                switch scalar {
                case "\"": text += "#quot;"
                case "#": text += "#35;"
                case "<": text += "#lt;"
                case ">": text += "#gt;"
                case "&": text += "#amp;"
                case "`": text += "#96;"
                case "\u{0}"..."\u{1F}": text += " "
                default: text.unicodeScalars.append(scalar)
                }
            }
        }.joined(separator: "<br/>")
    }
}

extension Diagram.Box.Kind {
    fileprivate var mermaidShape: (open: String, close: String) {
        switch self {
        case .source: ("[(", ")]")
        case .filter: ("{{", "}}")
        case .map: ("[", "]")
        case .sink: ("[[", "]]")
        }
    }
}
