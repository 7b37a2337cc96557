/// Prints a tree as canonical block YAML: two spaces a level, lists indented below their key, a final line break.
package struct YAMLWriter {
    private var output = ""

    private init() {}

    /// The tree as a YAML document.
    ///
    /// Reads back as the same tree; keys must be distinct, which isn't checked.
    package static func write(_ root: OutputNode, comments: [String] = []) -> String {
        var writer = YAMLWriter()
        writer.write(comments: comments, indentation: 0)
        switch root {
        case .mapping(let entries) where !entries.isEmpty: writer.write(entries, indentation: 0)
        case .sequence(let items) where !items.isEmpty: writer.write(items, indentation: 0)
        default:
            writer.writeScalar(root, behind: nil, indentation: 0)
        }
        return writer.output
    }

    /// Entries, each at the indentation; the first goes on the line that is begun, if `isBegun`.
    private mutating func write(_ entries: [OutputNode.Entry], indentation: Int, isBegun: Bool = false) {
        for (place, entry) in entries.enumerated() {
            if place > 0 || !isBegun { begin(entry.remarks, indentation: indentation) }
            let key = Quoting.inline(entry.key, as: .string)
            // Beyond 1024 characters YAML wants a key to be marked as one (YAML 1.2.2 §7.4.2).
            if key.unicodeScalars.count > 1_000 {
                output += "? \(key)\n\(spaces(indentation)):"
            } else {
                output += "\(key):"
            }
            writeValue(entry.value, behind: entry.remarks.behind, indentation: indentation)
        }
    }

    private mutating func write(_ items: [OutputNode.Item], indentation: Int, isBegun: Bool = false) {
        for (place, item) in items.enumerated() {
            if place > 0 || !isBegun { begin(allAbove(item), indentation: indentation) }
            output += "-"
            switch item.value {
            case .mapping(let entries) where !entries.isEmpty && item.remarks.behind == nil:
                output += " "
                write(entries, indentation: indentation + 2, isBegun: true)
            case .sequence(let items) where !items.isEmpty && item.remarks.behind == nil:
                output += " "
                write(items, indentation: indentation + 2, isBegun: true)
            default:
                writeValue(item.value, behind: item.remarks.behind, indentation: indentation)
            }
        }
    }

    /// What stands above an item, with what stands above its first entry, which shares its line.
    private func allAbove(_ item: OutputNode.Item) -> OutputNode.Remarks {
        var remarks = item.remarks
        guard remarks.behind == nil else { return remarks }
        switch item.value {
        case .mapping(let entries): remarks.above += entries.first?.remarks.above ?? []
        case .sequence(let items): remarks.above += items.first.map { allAbove($0).above } ?? []
        case .scalar: break
        }
        return remarks
    }

    /// A value behind its key or dash.
    private mutating func writeValue(_ value: OutputNode, behind: String?, indentation: Int) {
        switch value {
        case .mapping(let entries) where !entries.isEmpty:
            endLine(behind)
            write(entries, indentation: indentation + 2)
        case .sequence(let items) where !items.isEmpty:
            endLine(behind)
            write(items, indentation: indentation + 2)
        default:
            output += " "
            writeScalar(value, behind: behind, indentation: indentation)
        }
    }

    private mutating func writeScalar(_ value: OutputNode, behind: String?, indentation: Int) {
        switch value {
        case .mapping: output += "{}"
        case .sequence: output += "[]"
        case .scalar(let text, _) where Quoting.isLiteralSafe(text):
            output += text.hasSuffix("\n") ? "|" : "|-"
            endLine(behind)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            for line in text.hasSuffix("\n") ? lines.dropLast() : lines[...] {
                output += line.isEmpty ? "\n" : spaces(indentation + 2) + line + "\n"
            }
            return
        case .scalar(let text, let form): output += Quoting.inline(text, as: form)
        }
        endLine(behind)
    }

    /// What goes before an entry or item, and the spaces that its line begins with.
    private mutating func begin(_ remarks: OutputNode.Remarks, indentation: Int) {
        if remarks.blankLineBefore, !output.isEmpty { output += "\n" }
        write(comments: remarks.above, indentation: indentation)
        output += spaces(indentation)
    }

    private mutating func write(comments: [String], indentation: Int) {
        for line in comments.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
            output += spaces(indentation) + comment(line) + "\n"
        }
    }

    private mutating func endLine(_ behind: String?) {
        if let behind { output += " " + comment(behind[...]) }
        output += "\n"
    }

    /// A comment on one line, without characters that YAML doesn't allow.
    private func comment(_ text: Substring) -> String {
        var line = text.isEmpty ? "#" : "# "
        for scalar in text.unicodeScalars {
            line.unicodeScalars.append(Quoting.needsEscape(scalar) && scalar != "\u{A0}" ? " " : scalar)
        }
        return line
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}
