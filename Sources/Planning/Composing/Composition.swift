import PipelineCore
import YAML

/// Several files as one configuration.
struct Composition: Sendable {
    /// The sections by top-level key; those with entries hold the entries of all files, in order.
    private(set) var sections: [TopLevelKey: Node] = [:]

    /// The `tests` of all files, in order.
    fileprivate(set) var tests: [Node] = []

    /// The section under a key.
    subscript(key: TopLevelKey) -> Node? { sections[key] }

    /// The entries of a section.
    func entries(_ key: TopLevelKey) -> [Mapping.Entry] { sections[key]?.mapping?.entries ?? [] }

    /// Puts a section in the place of what was there.
    mutating func set(_ key: TopLevelKey, to node: Node) { sections[key] = node }
}

/// Brings the files' entries together; a second definition of one is an error that names both places.
func compose(_ trees: [DocumentTree], catalog: Catalog, _ findings: Findings) -> Composition {
    var composer = Composer(catalog: catalog, findings: findings)
    for tree in trees { composer.add(tree) }
    return composer.composition
}

private struct Composer {
    let catalog: Catalog
    let findings: Findings
    private var sections: [TopLevelKey: (key: Node, value: Node, entries: [Mapping.Entry])] = [:]
    private var places: [TopLevelKey: [String: Node]] = [:]
    private var tests: [Node] = []

    init(catalog: Catalog, findings: Findings) {
        self.catalog = catalog
        self.findings = findings
    }

    var composition: Composition {
        var composition = Composition()
        composition.tests = tests
        for (key, section) in sections {
            let isCollected = key.entryNoun != nil && section.value.mapping != nil
            let whole = isCollected ? Node(.mapping(Mapping(section.entries)), span: section.value.span) : section.value
            composition.set(key, to: whole)
        }
        return composition
    }

    mutating func add(_ tree: DocumentTree) {
        let written = (tree.root.mapping?.entries ?? []).filter { !$0.name.hasPrefix(TopLevelKey.freePrefix) }
        for entry in written where TopLevelKey(rawValue: entry.name) == nil {
            findings.add(.unknownTopLevel(entry, catalog))
        }
        for entry in written.corrected(to: TopLevelKey.names, Mistakes.topLevel) {
            guard let key = TopLevelKey(rawValue: entry.name) else { continue }
            if key.entryNoun != nil {
                collect(entry, of: key)
            } else if key == .tests {
                tests.append(entry.value)
            } else if let first = sections[key] {
                findings.add(.secondDefinition("`\(entry.name)`", at: entry.key.span, first: first.key.span))
            } else {
                sections[key] = (entry.key, entry.value, [])
            }
        }
    }

    private mutating func collect(_ section: Mapping.Entry, of key: TopLevelKey) {
        guard !section.value.isNull else { return }
        guard let mapping = section.value.mapping else {
            findings.error(
                .wrongType,
                "`\(section.name)` takes a mapping, but this is \(section.value.kind)",
                at: section.value.span
            )
            return
        }
        for entry in mapping.entries {
            if let first = places[key]?[entry.name] {
                let what = "the \(key.entryNoun ?? "entry") `\(entry.name)`"
                findings.add(.secondDefinition(what, at: entry.key.span, first: first.span))
            } else {
                places[key, default: [:]][entry.name] = entry.key
                sections[key, default: (section.key, section.value, [])].entries.append(entry)
            }
        }
    }
}

extension Diagnostic {
    /// Something that is defined in two places.
    static func secondDefinition(_ what: String, at span: Span?, first: Span?) -> Diagnostic {
        Diagnostic(
            .error,
            .duplicateDefinition,
            "\(what) is defined twice",
            at: span,
            hint: "remove or rename one of the two",
            related: first.map { [Related(message: "first defined here", span: $0)] } ?? []
        )
    }

    fileprivate static func unknownTopLevel(_ entry: Mapping.Entry, _ catalog: Catalog) -> Diagnostic {
        Diagnostic(
            .error,
            .unknownKey,
            "a file has no key `\(entry.name)`",
            at: entry.key.span,
            hint: TopLevelKey.hint(forUnknown: entry.name, catalog: catalog)
        )
    }
}
