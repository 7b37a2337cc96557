/// A piece of text as it is after unquoting, unescaping and unfolding; what it means is decided by who reads it.
package struct Scalar: Sendable {
    /// How it was written.
    package enum Style: Sendable, Hashable, CaseIterable {
        case plain
        case singleQuoted
        case doubleQuoted
        case literal
        case folded
    }

    /// The text.
    package let text: String

    /// How it was written; only a plain scalar can be null.
    package let style: Style

    /// Where it stands, quotes and block header included.
    package let span: Span

    /// Makes a scalar.
    package init(text: String, style: Style, span: Span) {
        self.text = text
        self.style = style
        self.span = span
    }

    /// Whether it is null by YAML's core schema.
    package var isNull: Bool { Self.isNull(text, style) }

    /// Its boolean reading, whatever the style.
    package var asBool: BoolReading { Self.asBool(text) }

    /// Its whole number by YAML's core schema, whatever the style; nil if it is none or beyond 64 bits.
    package var asInt: Int? { Self.asInt(text) }

    /// Its number by YAML's core schema, whatever the style; nil if it is none.
    package var asDouble: Double? { Self.asDouble(text) }

    /// Where the character at a UTF-8 offset of `text` stands in the file.
    ///
    /// Escapes, folded lines and a block scalar's indentation are accounted for. `text.utf8.count` is the place after
    /// the last character. Reads the scalar again, so use it for reports only.
    package func mark(at offset: Int) -> Mark {
        let offsets = ScalarPositions.offsets(of: self)
        guard let last = offsets.last else { return span.start }
        return span.source.mark(atOffset: offset < offsets.count ? offsets[max(offset, 0)] : last)
    }

    /// The place in the file of a stretch of `text` given in UTF-8 offsets.
    package func span(of range: Range<Int>) -> Span {
        let start = mark(at: range.lowerBound)
        return Span(source: span.source, start: start, end: max(start, mark(at: range.upperBound)))
    }
}
