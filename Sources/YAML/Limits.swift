/// How much of a hostile or broken file is read before it is refused.
package struct Limits: Sendable, Hashable {
    /// The file's size in bytes.
    package var bytes: Int

    /// How deep mappings and lists nest, aliases followed; what walks the tree may recurse this deep.
    package var depth: Int

    /// Nodes in the tree, each alias counting as everything it stands for.
    package var nodes: Int

    /// Problems reported before the rest is left out.
    package var problems: Int

    /// Makes limits.
    package init(bytes: Int = 10 << 20, depth: Int = 64, nodes: Int = 200_000, problems: Int = 1_000) {
        self.bytes = bytes
        self.depth = depth
        self.nodes = nodes
        self.problems = problems
    }

    /// 10 MiB, 64 levels, 200,000 nodes: a hundred times what people write by hand.
    package static let standard = Limits()
}
