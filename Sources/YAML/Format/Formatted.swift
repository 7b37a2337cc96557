/// Why a text can't be brought into the canonical layout; it is to be left as it is.
package enum FormatFailure: Error, Sendable {
    /// It isn't right YAML.
    case invalid([Problem])

    /// What was made of it would not say the same: a mistake of this program.
    case unsafe
}

/// A YAML text in the one canonical layout: two spaces a level, lists indented below their key, one space where one is needed, one
/// empty line where there were several, LF at the end of each line.
///
/// Lines stay lines, and all that carries meaning or explains it stays as it is: comments, the order of keys, anchors, aliases, tags,
/// the styles of scalars. Before anything is given back, it is read again: it says the same, has the same comments, and is its own
/// canonical layout.
package func formatted(_ source: SourceText) throws(FormatFailure) -> String {
    let problems = parse(source).problems
    guard problems.isEmpty else { throw .invalid(problems) }
    var formatter = Formatter(source)
    let text = formatter.run()
    let result = SourceText(name: source.name, text: text)
    var again = Formatter(result)
    guard parse(result).problems.isEmpty, again.run() == text, again.comments == formatter.comments,
        shapes(of: result) == shapes(of: source)
    else { throw .unsafe }
    return text
}

/// What a text says, without where it stands.
private struct EventShape: Equatable {
    var kind = ""
    var text = ""
    var style: Scalar.Style?
    var anchor: String?
    var tag: String?
}

private func shapes(of source: SourceText) -> [EventShape] {
    source.bytes.withUnsafeBufferPointer { bytes in
        guard let offsets = try? CharacterCheck.check(bytes, from: source.byteOrderMarkLength),
            var events = EventReader(bytes, offsets: offsets, end: source.mark(atOffset: bytes.count))
        else { return [] }
        var shapes: [EventShape] = []
        while let event = try? events.next() {
            var shape = EventShape(anchor: event.anchor, tag: event.tag)
            switch event.kind {
            case .streamEnd: return shapes
            case .documentStart: shape.kind = "document"
            case .scalar(let text, let style): (shape.kind, shape.text, shape.style) = ("scalar", text, style)
            case .sequenceStart: shape.kind = "sequence"
            case .mappingStart: shape.kind = "mapping"
            case .collectionEnd: shape.kind = "end"
            case .alias(let name): (shape.kind, shape.text) = ("alias", name)
            case .other: shape.kind = "other"
            }
            shapes.append(shape)
        }
        return shapes
    }
}
