import YAML

/// Reads a text that is at hand.
func parse(text: String, limits: Limits = .standard) -> ParseResult {
    parse(SourceText(name: "test.yaml", text: text), limits: limits)
}

/// Problems as a table has them: `2:1 duplicate-key the key …`.
func lines(_ problems: [Problem]) -> [String] {
    problems.map { "\($0.span.start) \($0.code) \($0.message)" }
}

/// A node in one line, to compare trees: scalars by style, merged keys with a `+`.
func outline(_ node: Node?) -> String {
    guard let node else { return "-" }
    switch node.content {
    case .sequence(let items): return "[" + items.map(outline).joined(separator: ", ") + "]"
    case .mapping(let mapping):
        return "{"
            + mapping.entries.map { ($0.isMerged ? "+" : "") + "\($0.name): \(outline($0.value))" }
            .joined(separator: ", ") + "}"
    case .scalar(let scalar):
        let mark =
            switch scalar.style {
            case .plain: ""
            case .singleQuoted: "'"
            case .doubleQuoted: "\""
            case .literal: "|"
            case .folded: ">"
            }
        return mark + scalar.text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎") + mark
    }
}

/// Every node of a tree, keys included.
func allNodes(_ root: Node?) -> [Node] {
    guard let root else { return [] }
    switch root.content {
    case .scalar: return [root]
    case .sequence(let items): return [root] + items.flatMap(allNodes)
    case .mapping(let mapping): return [root] + mapping.entries.flatMap { [$0.key] + allNodes($0.value) }
    }
}

/// Random numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
