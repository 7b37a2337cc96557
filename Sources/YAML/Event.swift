/// What libyaml reads next, with its place.
struct Event {
    enum Kind {
        case documentStart
        case scalar(String, Scalar.Style)
        case sequenceStart
        case mappingStart
        case collectionEnd
        case alias(String)

        /// Starts and ends that carry nothing.
        case other
        case streamEnd
    }

    let kind: Kind
    let start: Mark
    let end: Mark
    var anchor: String?

    /// The tag with its handle resolved.
    var tag: String?
}

/// Why libyaml stopped, in its own words.
struct ParserFailure: Error {
    /// `did not find expected key`.
    let problem: String

    /// `while parsing a block mapping`; empty when it says none.
    let context: String

    /// Where it stopped.
    let at: Mark

    /// Where the construct began; nil when there is no context.
    let contextAt: Mark?
}
