/// A token of libyaml's scanner, with its place in bytes.
struct Token {
    enum Kind: Equatable {
        case streamEnd
        case directive
        case documentStart
        case documentEnd
        case blockSequenceStart
        case blockMappingStart
        case blockEnd
        case flowSequenceStart
        case flowSequenceEnd
        case flowMappingStart
        case flowMappingEnd
        case blockEntry
        case flowEntry
        case key
        case value
        case alias
        case anchor
        case tag
        case scalar(Scalar.Style)
        case other
    }

    let kind: Kind
    let start: Int
    let end: Int

    /// The column it begins in, from 0.
    let column: Int

    /// Whether it stands in the text; block starts and ends, and the keys' marks, mostly don't.
    var isWritten: Bool { end > start && kind != .streamEnd }
}
