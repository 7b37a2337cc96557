/// Code within a line; backquotes in it need a longer fence (CommonMark 0.31.2 §6.1).
package func inlineCode(_ text: String) -> String { text.contains("`") ? "`` \(text) ``" : "`\(text)`" }

/// A table; bars and line breaks in cells are made harmless.
package func markdownTable(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows)
        .map {
            "| " + $0.map { $0.replacing("|", with: "\\|").replacing("\n", with: " ") }.joined(separator: " | ") + " |"
        }
        .joined(separator: "\n")
}
