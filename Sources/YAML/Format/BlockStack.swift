/// The block collections that a place is in, with the columns they had and those they get.
struct BlockStack {
    struct Block {
        let isSequence: Bool

        /// A sequence whose dashes stand right below its key: libyaml has no token for it.
        let isIndentless: Bool

        /// The column as written.
        let old: Int

        /// The column it gets.
        let new: Int
    }

    private(set) var blocks: [Block] = []

    var top: Block? { blocks.last }

    /// The column of what stands directly in the innermost block.
    var column: Int { top?.new ?? 0 }

    /// The column of what belongs to an entry of the innermost block.
    var inner: Int { top.map { $0.new + 2 } ?? 0 }

    /// The column that libyaml measures a block scalar's indentation from; nil outside of all blocks.
    var scalarParent: Int? { blocks.last { !$0.isIndentless }?.old }

    /// Follows a token outside of flow collections.
    mutating func take(_ token: Token) {
        switch token.kind {
        case .blockSequenceStart: push(isSequence: true, column: token.column)
        case .blockMappingStart: push(isSequence: false, column: token.column)
        case .blockEntry where top?.isSequence != true:
            push(isSequence: true, isIndentless: true, column: token.column)
        case .key, .value: endIndentless()
        case .blockEnd:
            endIndentless()
            if !blocks.isEmpty { blocks.removeLast() }
        default: break
        }
    }

    /// The innermost block that a column lies in. Right at the dashes below a key it is the key's, deeper it is the list.
    func block(atOrLeftOf column: Int) -> Block? {
        blocks.last { $0.isIndentless ? $0.old < column : $0.old <= column }
    }

    private mutating func push(isSequence: Bool, isIndentless: Bool = false, column: Int) {
        blocks.append(Block(isSequence: isSequence, isIndentless: isIndentless, old: column, new: inner))
    }

    private mutating func endIndentless() {
        if top?.isIndentless == true { blocks.removeLast() }
    }
}
