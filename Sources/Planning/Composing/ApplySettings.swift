import PipelineCore
import YAML

extension Composition {
    /// Puts the values of `--set` into their places, where they replace what the files say.
    ///
    /// A path that leads nowhere makes a new key, so that a misspelt one is found as every unknown key is.
    mutating func apply(_ settings: [Setting], _ findings: Findings) {
        for setting in settings {
            let source = SourceText(name: "--set \(setting.path)", text: setting.value)
            let keys = setting.path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard let first = keys.first, let key = TopLevelKey(rawValue: first), !keys.contains("") else {
                let names = TopLevelKey.allCases.map(\.rawValue)
                findings.error(
                    .unknownSetting,
                    "`--set \(setting.path)` names no place in the configuration",
                    at: nil,
                    hint: didYouMean(keys.first ?? "", names) ?? "begin with a file's key: `connectors.zoom.plan`"
                )
                continue
            }
            guard let value = value(of: source, findings) else { continue }
            let edit = TreeEdit(value: value, source: source)
            set(key, to: edit.replacing(self[key], at: keys.dropFirst()))
        }
    }

    private func value(of source: SourceText, _ findings: Findings) -> Node? {
        let text = source.line(1)
        let whole = source.span(from: 0, to: source.bytes.count)
        guard text.hasPrefix("[") || text.hasPrefix("{") else {
            return Node(.scalar(Scalar(text: source.text(from: 0, to: .max), style: .plain, span: whole)), span: whole)
        }
        let result = parse(source)
        for problem in result.problems { findings.add(Diagnostic(problem)) }
        return result.root
    }
}

/// Makes a tree in which one place holds another value.
private struct TreeEdit {
    let value: Node
    let source: SourceText

    /// `node` with the value at the place that `keys` lead to.
    func replacing(_ node: Node?, at keys: ArraySlice<String>) -> Node {
        guard let first = keys.first else { return value }
        if let items = node?.sequence, let index = Int(first), items.indices.contains(index), let node {
            var changed = items
            changed[index] = replacing(items[index], at: keys.dropFirst())
            return Node(.sequence(changed), span: node.span)
        }
        var entries = node?.mapping?.entries ?? []
        let (name, rest) = longestKey(keys, in: entries)
        if let index = entries.firstIndex(where: { $0.name == name }) {
            let entry = entries[index]
            entries[index] = Mapping.Entry(key: entry.key, name: name, value: replacing(entry.value, at: rest))
        } else {
            let key = Node(.scalar(Scalar(text: name, style: .plain, span: value.span)), span: value.span)
            entries.append(Mapping.Entry(key: key, name: name, value: replacing(nil, at: rest)))
        }
        return Node(.mapping(Mapping(entries)), span: node?.span ?? value.span)
    }

    /// The key that most of the path names, since keys may have dots: `zoom.webinar_attendees`.
    private func longestKey(_ keys: ArraySlice<String>, in entries: [Mapping.Entry]) -> (String, ArraySlice<String>) {
        for count in stride(from: keys.count, through: 1, by: -1) {
            let name = keys.prefix(count).joined(separator: ".")
            if entries.contains(where: { $0.name == name }) { return (name, keys.dropFirst(count)) }
        }
        return (keys.first ?? "", keys.dropFirst())
    }
}
