extension TreeBuilder {
    /// Judges a key before its value is read.
    mutating func readKey(_ node: Node) -> Frame.Key {
        guard let scalar = node.scalar else {
            let isFlow = ["{", "["].contains(node.span.text.first)
            let hint = isFlow ? "to write text that begins with `{` or `[`, put it in quotes" : "use text as the key"
            report(Problem(.nonScalarKey, "\(node.kind) can't be a key", at: node.writtenAt, hint: hint))
            return .refused
        }
        let top = frames.count - 1
        guard !node.isUnresolved, top >= 0 else { return .refused }
        if scalar.style == .plain, scalar.text == "<<", node.tag == nil {
            if let first = frames[top].mergeKey {
                report(.duplicateKey("<<", at: node.writtenAt, first: first, hint: "merge several with `<<: [*a, *b]`"))
                return .refused
            }
            frames[top].mergeKey = node.writtenAt
            return .merge(node)
        }
        if scalar.style == .plain, beginsWithSpace(scalar.text) {
            report(
                Problem(
                    .syntax,
                    "this key is indented with another character than spaces, as a no-break space",
                    at: node.writtenAt,
                    hint: "indent with ordinary spaces"
                )
            )
            return .refused
        }
        if let first = frames[top].entry(scalar.text) {
            report(.duplicateKey(scalar.text, at: node.writtenAt, first: first.key.writtenAt))
            return .refused
        }
        return .named(scalar.text, node)
    }

    /// Whether a text begins with a blank that YAML takes for a letter: U+00A0, U+3000.
    private func beginsWithSpace(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, !first.isASCII else { return false }
        return first.properties.isWhitespace
    }

    /// Puts a value under its key.
    mutating func addEntry(_ key: Frame.Key, _ value: Node) {
        let top = frames.count - 1
        frames[top].key = nil
        switch key {
        case .named(let name, let node): frames[top].append(Mapping.Entry(key: node, name: name, value: value))
        case .merge: frames[top].merged = mergeable(value)
        case .refused: break
        }
    }

    /// Adds what `<<` names: the mapping's own keys win, then the earlier in the list
    /// (YAML's merge key type, https://yaml.org/type/merge.html).
    func merge(into frame: inout Frame) {
        for source in frame.merged {
            for entry in source.mapping?.entries ?? [] where frame.entry(entry.name) == nil {
                frame.append(Mapping.Entry(key: entry.key, name: entry.name, value: entry.value, isMerged: true))
            }
        }
    }

    /// The mappings that a merge key's value names; what is none is reported.
    private mutating func mergeable(_ value: Node) -> [Node] {
        let candidates = value.sequence ?? [value]
        for node in candidates where node.mapping == nil && !node.isUnresolved {
            report(
                Problem(
                    .mergeKey,
                    "`<<` merges mappings, and this is \(node.kind)",
                    at: node.writtenAt,
                    hint: "write `<<: *name`, where `&name` marks a mapping above"
                )
            )
        }
        return candidates.filter { $0.mapping != nil }
    }
}

extension Problem {
    fileprivate static func duplicateKey(_ name: String, at span: Span, first: Span, hint: String? = nil) -> Problem {
        Problem(
            .duplicateKey,
            "the key \(quotedForPeople(name)) is given twice (first at \(first.start))",
            at: span,
            hint: hint ?? "remove one of the two",
            related: Related(message: "first given here", span: first)
        )
    }
}
