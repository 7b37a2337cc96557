/// What an expression may cost before it is refused.
package struct Limits: Sendable, Hashable {
    /// The longest source, in bytes.
    package var sourceLength: Int

    /// How deeply parentheses, brackets, calls and conditions may be nested.
    package var depth: Int

    /// How many steps one evaluation may take: rounds of macros, and elements or 16-byte pieces of text made.
    package var cost: Int

    /// How many bytes a compiled regular expression may take.
    package var patternMemory: Int

    /// Makes limits.
    package init(
        sourceLength: Int = 16 * 1024,
        depth: Int = 64,
        cost: Int = 1_000_000,
        patternMemory: Int = 1024 * 1024
    ) {
        self.sourceLength = sourceLength
        self.depth = depth
        self.cost = cost
        self.patternMemory = patternMemory
    }

    /// The greatest height of the tree; more than `depth`, since a chain `a + b + …` grows it without nesting.
    var height: Int { depth * 3 }
}
