extension TreeBuilder {
    /// Puts the node that an anchor marks where an alias stands.
    ///
    /// Nodes and depth are counted as if it were written out, or nine short lines could stand for a billion nodes.
    mutating func addAlias(_ name: String, at span: Span) {
        if frames.contains(where: { $0.anchor == name }) {
            let message = "`*\(name)` stands inside the node that `&\(name)` marks"
            report(Problem(.recursiveAlias, message, at: span))
            addUnresolved(at: span)
        } else if let target = anchors[name] {
            guard count(target.weight, at: span, isAlias: true) else { return }
            guard frames.count + target.height <= limits.depth + 1 else {
                fail(Problem(.tooDeep, "the alias makes this nest deeper than \(limits.depth) levels", at: span))
                return
            }
            var used = Weighed(node: target.node.aliased(at: span))
            used.weight = target.weight
            used.height = target.height
            add(used, end: span.end, isAlias: true)
        } else {
            report(
                Problem(
                    .undefinedAlias,
                    "no anchor `&\(name)` stands above this alias",
                    at: span,
                    hint: "to write text that begins with `*`, put it in quotes: `\"*\(name)\"`"
                )
            )
            addUnresolved(at: span)
        }
    }

    private mutating func addUnresolved(at span: Span) {
        guard count(1, at: span) else { return }
        add(Weighed(node: .unresolved(at: span)), end: span.end, isAlias: true)
    }
}
