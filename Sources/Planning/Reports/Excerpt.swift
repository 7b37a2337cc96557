import YAML

/// A line of a file with the stretch of it that a finding is about, ready to be underlined.
struct Excerpt {
    /// The line as it is shown, clipped when it is long.
    let line: String

    /// The columns before the stretch.
    let indentation: Int

    /// The columns of the stretch, at least one.
    let width: Int

    /// Lines are clipped to about this many columns.
    static let maxWidth = 120

    /// This much of a long line stays before the stretch.
    private static let leadingWidth = 40

    /// The line that a span begins on; the stretch ends with the line at the latest. What `hidden` covers is dotted out.
    init(_ span: Span, hiding hidden: [Span] = []) {
        let scalars = Array(span.source.line(span.start.line).unicodeScalars)
        let start = min(span.start.column - 1, scalars.count)
        let isOneLine = span.end.line == span.start.line
        let end = isOneLine ? min(max(span.end.column - 1, start), scalars.count) : scalars.count
        let secret = hidden.filter { $0.source == span.source }
        let glyphs = scalars.enumerated().map { column, scalar in
            let place = (span.start.line, column + 1)
            let isHidden = secret.contains {
                ($0.start.line, $0.start.column) <= place && place < ($0.end.line, $0.end.column)
            }
            return isHidden && scalar != " " ? Glyphs.Glyph(text: "•", width: 1) : Glyphs.glyph(scalar)
        }
        let before = glyphs[..<start].width
        let marked = glyphs[start..<end].width
        guard glyphs[...].width > Self.maxWidth else {
            line = glyphs.map(\.text).joined()
            indentation = before
            width = max(marked, 1)
            return
        }
        // A long line is shown from a little before the stretch.
        var first = start
        var leading = 0
        while first > 0, leading < Self.leadingWidth { first -= 1; leading += glyphs[first].width }
        if before <= Self.leadingWidth { first = 0 }
        var last = first
        var shown = 0
        while last < glyphs.count, shown + glyphs[last].width <= Self.maxWidth {
            shown += glyphs[last].width; last += 1
        }
        let head = first > 0 ? "…" : ""
        line = head + glyphs[first..<last].map(\.text).joined() + (last < glyphs.count ? "…" : "")
        indentation = (first > 0 ? 1 : 0) + glyphs[first..<start].width
        width = max(glyphs[start..<min(max(end, start), max(last, start))].width, 1)
    }
}

extension ArraySlice<Glyphs.Glyph> {
    fileprivate var width: Int { reduce(0) { $0 + $1.width } }
}
