import YAML

extension Node {
    /// The one scalar in lists and mappings of one item, as it would be written without them: `30d` of `[30d]`.
    var soleText: String? {
        switch content {
        case .scalar(let scalar): isNull ? nil : scalar.written
        case .sequence(let items): items.count == 1 ? items[0].soleText : nil
        case .mapping(let mapping): mapping.entries.count == 1 ? mapping.entries[0].value.soleText : nil
        }
    }

    /// What to write for `{{ NAME }}` without quotes, which YAML reads as a mapping in a mapping.
    var placeholderHint: String? {
        let text = span.source.text(from: span.start.offset, to: span.end.offset)
        guard text.hasPrefix("{{"), text.hasSuffix("}}"), case let name = text.dropFirst(2).dropLast(2).trimmingBlanks,
            let meant = VariableSpelling(whole: "{{\(name)}}")
        else { return nil }
        return meant.hint
    }

    /// The text on one line, for hints that show the whole; nil for a long one.
    var shortText: String? {
        let text = span.source.text(from: span.start.offset, to: span.end.offset)
        return text.utf8.count <= 60 && !text.contains("\n") ? text : nil
    }
}

extension Scalar {
    /// It with its quotes, if it has any.
    fileprivate var written: String? {
        let text = span.source.text(from: span.start.offset, to: span.end.offset)
        return text.utf8.count <= 60 && !text.contains("\n") ? text : nil
    }
}

extension Mapping.Entry {
    /// What to do about a value that is a comment: `#16`.
    var commentHint: String? {
        guard value.isNull, let comment else { return nil }
        return "`#` begins a comment: write \(comment.isNumber ? "`\(comment)`" : "`\"#\(comment)\"`")"
    }

    /// The word behind `#` on the key's line.
    private var comment: String? {
        let end = key.span.end
        let rest = key.span.source.line(end.line).unicodeScalars.dropFirst(end.column - 1)
        let text = String(String.UnicodeScalarView(rest.drop { $0 == ":" || $0 == " " }))
        guard text.hasPrefix("#"), !text.hasPrefix("# ") else { return nil }
        let word = text.dropFirst().prefix { !" ,}]".contains($0) }
        return word.isEmpty ? nil : String(word)
    }
}

extension String {
    fileprivate var isNumber: Bool { utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }
}

extension Substring {
    /// Without blanks at both ends.
    var trimmingBlanks: String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
