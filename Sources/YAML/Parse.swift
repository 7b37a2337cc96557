/// A YAML text's tree, and all that is wrong with it.
package struct ParseResult: Sendable {
    /// The document's root; nil for a text of nothing but comments, and for one that couldn't be read to its end.
    package let root: Node?

    /// What is wrong, in the order of the text.
    package let problems: [Problem]
}

/// Reads one YAML 1.2 document from any bytes.
///
/// Goes on after every problem that leaves the structure clear, so that one reading finds them all. Never recurses, and
/// keeps no more than the limits allow.
package func parse(_ source: SourceText, limits: Limits = .standard) -> ParseResult {
    guard source.bytes.count <= limits.bytes else {
        let message = "the file has \(source.bytes.count) bytes, more than the limit of \(limits.bytes)"
        let problem = Problem(.tooLarge, message, at: source.span(from: 0, to: 0), hint: "split it into several files")
        return ParseResult(root: nil, problems: [problem])
    }
    return source.bytes.withUnsafeBufferPointer { bytes in
        do throws(CharacterCheck.Failure) {
            let offsets = try CharacterCheck.check(bytes, from: source.byteOrderMarkLength)
            return read(source, bytes, offsets, limits)
        } catch {
            let span = source.span(from: error.offset, to: error.offset + error.length)
            let problem = Problem(.badEncoding, error.message, at: span, hint: error.hint)
            return ParseResult(root: nil, problems: [problem])
        }
    }
}

private func read(
    _ source: SourceText,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ offsets: CharacterOffsets,
    _ limits: Limits
) -> ParseResult {
    var builder = TreeBuilder(source: source, limits: limits)
    guard var events = EventReader(bytes, offsets: offsets, end: source.mark(atOffset: bytes.count)) else {
        let problem = Problem(.tooLarge, "there is no memory left to read the file", at: source.span(from: 0, to: 0))
        return ParseResult(root: nil, problems: [problem])
    }
    do throws(ParserFailure) {
        while !builder.isFinished { builder.take(try events.next()) }
    } catch {
        builder.fail(SyntaxProblem(error, in: source, after: builder.lastNode).problem)
    }
    return builder.result
}
