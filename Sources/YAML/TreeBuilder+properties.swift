extension TreeBuilder {
    /// The kinds of node that a tag can belong to.
    enum TagKind {
        case scalar
        case sequence
        case mapping
    }

    /// A core schema tag in its short form; others are reported (YAML 1.2.2 §10.3.1).
    mutating func checkedTag(_ tag: String?, _ kind: TagKind, at start: Mark) -> String? {
        guard let tag else { return nil }
        let prefix = "tag:yaml.org,2002:"
        let name = tag.hasPrefix(prefix) ? String(tag.dropFirst(prefix.count)) : ""
        let wanted: TagKind
        switch name {
        case "str", "int", "float", "bool", "null": wanted = .scalar
        case "seq": wanted = .sequence
        case "map": wanted = .mapping
        default:
            let (written, span) = writtenTag(from: start)
            report(
                Problem(
                    .unknownTag,
                    "the tag \(quotedForPeople(written)) is unknown",
                    at: span,
                    hint: "remove it; to write text that begins with `!`, put it in quotes"
                )
            )
            return nil
        }
        if wanted != kind {
            let (written, span) = writtenTag(from: start)
            report(
                Problem(.tagMismatch, "the tag `\(written)` doesn't fit what follows it", at: span, hint: "remove it")
            )
        }
        return "!!" + name
    }

    /// An event's place without the anchor and the tag before it.
    func contentSpan(_ event: Event) -> Span {
        guard event.anchor != nil || event.tag != nil else { return span(event) }
        var offset = event.start.offset
        var isPastAnchor = event.anchor == nil
        while let byte = byte(at: offset), offset < event.end.offset || isCollection(event) {
            switch byte {
            // An anchor ends with its name, even if text follows at once; a tag ends at a space.
            case UInt8(ascii: "&") where !isPastAnchor:
                isPastAnchor = true
                offset += 1 + (event.anchor?.utf8.count ?? 0)
            case UInt8(ascii: "!"): offset = skip(from: offset) { !Self.isSpace($0) }
            case UInt8(ascii: "#"): offset = skip(from: offset) { $0 != 0x0A && $0 != 0x0D }
            case _ where Self.isSpace(byte): offset += 1
            default: return Span(source: source, start: mark(at: offset, after: event.start), end: event.end)
            }
        }
        return Span(source: source, start: event.end, end: event.end)
    }

    /// A block scalar's place without the empty lines after it.
    func trimmed(_ span: Span) -> Span {
        var end = span.end.offset
        while end > span.start.offset, let byte = byte(at: end - 1), Self.isSpace(byte) { end -= 1 }
        return Span(source: source, start: span.start, end: mark(at: end, after: span.start))
    }

    /// The tag as it was written, which may stand behind an anchor.
    private func writtenTag(from start: Mark) -> (text: String, span: Span) {
        var offset = start.offset
        while let byte = byte(at: offset), byte != UInt8(ascii: "!") { offset += 1 }
        let end = skip(from: offset) { !Self.isSpace($0) && $0 != UInt8(ascii: ",") }
        let span = Span(
            source: source,
            start: mark(at: offset, after: start),
            end: mark(at: end, after: start)
        )
        return (span.text, span)
    }

    private func isCollection(_ event: Event) -> Bool {
        switch event.kind {
        case .sequenceStart, .mappingStart: true
        default: false
        }
    }

    /// A mark behind a known one; counts only from there, so that a long line isn't counted anew for each node.
    private func mark(at offset: Int, after known: Mark) -> Mark {
        var line = known.line
        var column = known.column
        for index in known.offset..<max(offset, known.offset) {
            let byte = source.bytes[index]
            if byte == 0x0A || (byte == 0x0D && self.byte(at: index + 1) != 0x0A) {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return Mark(offset: offset, line: line, column: column)
    }

    private func byte(at offset: Int) -> UInt8? { offset < source.bytes.count ? source.bytes[offset] : nil }

    private func skip(from offset: Int, while condition: (UInt8) -> Bool) -> Int {
        var offset = offset
        while let byte = byte(at: offset), condition(byte) { offset += 1 }
        return offset
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}
