import Testing
@testable import YAML

@Suite struct RandomBytesTests {
    static let pieces = [
        "a", "key", ":", ": ", "- ", "? ", "\n", "\n", "\n  ", "\n    ", "\n\n", "\r\n", " ", "\t", "[", "]", "{", "}",
        ", ", "'", "''",
        "\"", "\\", "\\n", "\\u00e9", "\\\n", "|", "|-\n  ", "|2+\n   ", ">\n  ", ">-\n ", "&x ", "*x", "<<: *x",
        "!!str ", "!t ", "# c", "~",
        "é", "日本", "👍", "\u{FEFF}", "%", "@", "---\n", "...\n", "12", "word word", "\u{A0}", "${X}",
    ]

    static let seeds = [
        "connectors:\n  zoom:\n    id: \"${ID}\"\n    lists: [1, 2] # x\nfield_mapping: &m\n  email: email\nother: {<<: *m, a: 'b'}\n",
        "a: |\n  one\n   two\n\n  three\nb: >-\n  folded\n  text\n\n    more\nc: \"es\\tc\\\n   aped\"\nd: it is\n  long\n",
    ]

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `no mixture of YAML's pieces breaks the reader`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<600 {
            let count = Int.random(in: 0...24, using: &random)
            let text = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }.joined()
            check(Array(text.utf8))
        }
    }

    @Test(arguments: 0..<4 as Range<UInt64>)
    func `no change of a file's bytes breaks the reader`(_ seed: UInt64) {
        var random = SeededGenerator(seed: 100 + seed)
        for _ in 0..<400 {
            var bytes = Array((Self.seeds.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = .random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(bytes.randomElement(using: &random) ?? 0x20, at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            check(bytes)
        }
    }

    @Test func `no random bytes break the reader`() {
        var random = SeededGenerator(seed: 42)
        for _ in 0..<500 {
            check((0..<Int.random(in: 0...40, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        }
    }

    /// Marks agree with the text, ends come after starts, and every scalar can be found in the file.
    private func check(_ bytes: [UInt8]) {
        let source = SourceText(name: "random", bytes: bytes)
        let result = parse(source, limits: Limits(nodes: 500, problems: 20))
        let shown = String(decoding: bytes, as: UTF8.self).debugDescription
        var spans = result.problems.flatMap { [$0.span] + ($0.related.map { [$0.span] } ?? []) }
        for node in allNodes(result.root) {
            spans += [node.span, node.writtenAt]
            guard let scalar = node.scalar, !scalar.text.isEmpty else { continue }
            let offsets = ScalarPositions.offsets(of: scalar)
            #expect(offsets.count == scalar.text.utf8.count + 1, "\(shown): \(scalar.text.debugDescription)")
            #expect(offsets.allSatisfy { $0 >= scalar.span.start.offset }, "\(shown)")
            #expect(zip(offsets, offsets.dropFirst()).dropLast().allSatisfy { $0 <= $1 }, "\(shown) \(offsets)")
        }
        for span in spans {
            #expect(span.start <= span.end, "\(shown): \(span.start) \(span.end)")
            #expect(source.mark(atOffset: span.start.offset) == span.start, "\(shown)")
            #expect(source.mark(atOffset: span.end.offset) == span.end, "\(shown)")
        }
        #expect(result.root != nil || !result.problems.isEmpty || hasNoContent(bytes), "\(shown)")
    }

    private func hasNoContent(_ bytes: [UInt8]) -> Bool {
        String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).allSatisfy {
            let line = $0.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
            return line.isEmpty || line.hasPrefix("#") || line.hasPrefix("...")
        }
    }
}
