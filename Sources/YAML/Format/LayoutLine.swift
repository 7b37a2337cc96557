/// A line of the new text.
struct LayoutLine {
    var indentation: Int
    var text = ""

    /// Whether it lies within a scalar, where even an empty line means something.
    var isContent = false

    /// The comment behind it, the column that it had, and the spaces before it.
    var comment: (text: String, column: Int, spaces: Int)?

    var isBlank: Bool { text.isEmpty && comment == nil && !isContent }

    /// Where the text ends, in characters.
    var width: Int { indentation + text.unicodeScalars.count }

    /// The whole line, its comment at a column.
    func text(commentAt column: Int?) -> String {
        var line = text.isEmpty ? "" : String(repeating: " ", count: indentation) + text
        if let comment {
            let spaces = max(1, (column ?? 0) - width)
            line += (text.isEmpty ? "" : String(repeating: " ", count: spaces)) + comment.text
        }
        return line
    }
}

extension [LayoutLine] {
    /// The lines as one text. Comments that stood below each other in one column still do.
    var text: String {
        var result = ""
        var index = startIndex
        while index < endIndex {
            var end = index + 1
            if let column = self[index].comment?.column {
                while end < endIndex, self[end].comment?.column == column { end += 1 }
            }
            let group = self[index..<end]
            let widest = group.map(\.width).max() ?? 0
            let column = group.compactMap { $0.comment?.spaces }.min().map { widest + Swift.max(1, $0) }
            for line in group { result += line.text(commentAt: column) + "\n" }
            index = end
        }
        return result
    }
}
