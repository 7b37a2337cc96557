package import YAML

/// The YAML fences of a Markdown text, each as a document of its own whose lines and columns are the Markdown file's.
///
/// A fence counts when its info string begins with the word `yaml` (`yaml title="a"`) and holds no word `ignore`, and its
/// first line isn't the comment `# pipeline: ignore`. A fence without an end reaches to the end of the text
/// (CommonMark 0.31.2 §4.5). Fences may be indented, as in lists; fences in block quotes aren't found.
package func yamlFences(_ markdown: SourceText) -> [SourceText] {
    var fences: [SourceText] = []
    var open: (fence: Fence, firstLine: Int)?
    for number in 1...markdown.lineCount {
        let line = markdown.line(number)
        if let (fence, firstLine) = open {
            guard fence.isClosed(by: line) else { continue }
            markdown.yaml(of: fence, from: firstLine, to: number - 1).map { fences.append($0) }
            open = nil
        } else {
            open = Fence(opening: line).map { ($0, number + 1) }
        }
    }
    if let (fence, firstLine) = open {
        markdown.yaml(of: fence, from: firstLine, to: markdown.lineCount).map { fences.append($0) }
    }
    return fences
}

/// A fenced code block's opening line.
private struct Fence {
    let mark: Character
    let length: Int
    let words: [Substring]

    /// Whether its content is checked as YAML.
    var isYAML: Bool { words.first?.lowercased() == "yaml" && !words.contains("ignore") }

    init?(opening line: String) {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let length = text.prefix { $0 == mark }.count
        let info = text.dropFirst(length)
        // With a backquote behind them, backquotes are code within a line.
        guard length >= 3, mark == "~" || !info.contains("`") else { return nil }
        self.mark = mark
        self.length = length
        words = info.split { $0 == " " || $0 == "\t" }
    }

    func isClosed(by line: String) -> Bool {
        let text = line.drop { $0 == " " || $0 == "\t" }
        let marks = text.prefix { $0 == mark }
        return marks.count >= length && text.dropFirst(marks.count).allSatisfy { $0 == " " || $0 == "\t" }
    }
}

extension SourceText {
    /// The lines of a fence, with empty lines in the place of those before it; nil when they aren't to be checked.
    fileprivate func yaml(of fence: Fence, from first: Int, to last: Int) -> SourceText? {
        guard fence.isYAML, first <= last, !line(first).isMarkedIgnored else { return nil }
        var text = [UInt8](repeating: UInt8(ascii: "\n"), count: first - 1)
        for number in first...last { text += Array(line(number).utf8) + [UInt8(ascii: "\n")] }
        return SourceText(name: name, bytes: text)
    }
}

extension String {
    fileprivate var isMarkedIgnored: Bool {
        let words = split { $0 == " " || $0 == "\t" }
        return words == ["#", "pipeline:", "ignore"]
    }
}
