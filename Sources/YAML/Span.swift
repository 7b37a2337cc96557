/// A stretch of a text, from a mark up to, not including, another.
package struct Span: Sendable, Hashable {
    /// The text it is part of; spans of two texts are never equal.
    package let source: SourceText

    /// Where it begins.
    package let start: Mark

    /// Where it ends; equal to `start` when it is empty.
    package let end: Mark

    /// Makes a span.
    package init(source: SourceText, start: Mark, end: Mark) {
        self.source = source
        self.start = start
        self.end = end
    }

    /// The characters it covers.
    package var text: String { source.text(from: start.offset, to: end.offset) }
}

extension Span: CustomStringConvertible {
    /// `pipelines/webinars.yaml:14:31`: a place that terminals and editors can open.
    package var description: String { "\(source.name):\(start)" }
}
