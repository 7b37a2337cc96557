import YAML

/// A scalar's text with its variables replaced, and the way back to the place of each character in the file.
struct ResolvedText {
    /// The text.
    let text: String

    /// The scalar it comes from.
    let scalar: Scalar

    /// Whether a variable without default wasn't set, so that the text says nothing.
    let isUnset: Bool

    /// Whether anything in it came from a variable.
    let hasReferences: Bool

    /// What each stretch of the text came from, in order; empty when nothing was replaced.
    private let stretches: [Stretch]

    /// A stretch of the text and the stretch of the scalar that it comes from, in UTF-8 offsets.
    struct Stretch {
        let start: Int
        let source: Range<Int>

        /// Whether it was copied, so that each character has a place of its own.
        let isCopied: Bool
    }

    /// A text in which nothing was replaced.
    init(_ scalar: Scalar) {
        self.init(text: scalar.text, scalar: scalar, isUnset: false, hasReferences: false, stretches: [])
    }

    /// A text put together from stretches.
    init(text: String, scalar: Scalar, isUnset: Bool, hasReferences: Bool, stretches: [Stretch]) {
        self.text = text
        self.scalar = scalar
        self.isUnset = isUnset
        self.hasReferences = hasReferences
        self.stretches = stretches
    }

    /// Where the scalar stands.
    var span: Span { scalar.span }

    /// Whether it says nothing: a plain scalar that is null before anything was replaced.
    var isNull: Bool { !hasReferences && scalar.isNull }

    /// Where a stretch of the text stands in the file; what came out of a variable stands at its reference.
    func span(of range: Range<Int>) -> Span {
        guard !stretches.isEmpty else { return scalar.span(of: range) }
        let start = source(of: range.lowerBound).lowerBound
        let end = range.isEmpty ? start : source(of: range.upperBound - 1).upperBound
        return scalar.span(of: start..<max(start, end))
    }

    /// The place in the scalar that a character of the text comes from.
    private func source(of offset: Int) -> Range<Int> {
        guard let stretch = stretches.last(where: { $0.start <= offset }) else { return 0..<0 }
        guard stretch.isCopied else { return stretch.source }
        let place = min(stretch.source.lowerBound + offset - stretch.start, stretch.source.upperBound)
        return place..<min(place + 1, stretch.source.upperBound)
    }
}
