/// Lays a text out anew from its tokens: lines stay lines, their indentation and the spaces within them become canonical.
struct Formatter {
    private let source: SourceText
    private let tokens: [Token]
    private var lines: [LayoutLine] = []
    private var stack = BlockStack()

    /// The blocks at the token written last, for the comments behind it.
    private var lastStack = BlockStack()
    private var last: Token?
    private var lastEnd: Int

    /// Whether the next token begins a key.
    private var isKey = false

    /// The open flow collections: the columns that their content and their ends get.
    private var flows: [(content: Int, end: Int)] = []

    /// All comments met, in order.
    private(set) var comments: [String] = []

    init(_ source: SourceText) {
        self.source = source
        tokens = YAML.tokens(of: source)
        lastEnd = source.byteOrderMarkLength
    }

    /// The text in the canonical layout.
    mutating func run() -> String {
        for token in tokens {
            if flows.isEmpty { stack.take(token) }
            if token.isWritten {
                write(token)
                isKey = false
            } else if token.kind == .key {
                isKey = true
            }
        }
        let gap = Gap(source, from: lastEnd, to: source.bytes.count)
        take(gap, next: nil)
        while lines.last?.isBlank == true { lines.removeLast() }
        return lines.text
    }

    // MARK: Tokens

    private mutating func write(_ token: Token) {
        let gap = Gap(source, from: lastEnd, to: token.start)
        let isEnd = token.kind == .flowSequenceEnd || token.kind == .flowMappingEnd
        take(gap, next: isEnd ? nil : token)
        let flow = isEnd ? flows.popLast() : nil
        if gap.breaks || last == nil {
            lines.append(LayoutLine(indentation: flow?.end ?? column(of: token)))
        } else if needsSpace(before: token) {
            lines[lines.count - 1].text += " "
        }
        append(token)
        if token.kind == .flowSequenceStart || token.kind == .flowMappingStart { openFlow() }
        last = token
        lastStack = stack
    }

    private mutating func append(_ token: Token) {
        switch token.kind {
        case .scalar(.literal), .scalar(.folded):
            let scalar = BlockScalarText(token, in: source, parent: stack.scalarParent)
            lines[lines.count - 1].text += scalar.header
            lines[lines.count - 1].comment = scalar.comment
            let indentation = max(2, stack.inner)
            lines += scalar.lines.map { LayoutLine(indentation: indentation, text: $0, isContent: true) }
            lastEnd = scalar.end
        case .scalar(let style):
            let parts = source.text(from: token.start, to: token.end).yamlLines
            let indentation = flows.last?.content ?? stack.inner
            for (number, part) in parts.enumerated() {
                let isLast = number == parts.count - 1
                let text = number == 0 ? part : part.drop { $0 == " " || $0 == "\t" }
                let line = isLast ? String(text) : text.trimmed(inside: style)
                if number > 0 { lines.append(LayoutLine(indentation: indentation, isContent: true)) }
                lines[lines.count - 1].text += line
            }
            lastEnd = token.end
        default:
            lines[lines.count - 1].text += source.text(from: token.start, to: token.end).yamlLines[0].trimmedEnd
            lastEnd = token.end
        }
    }

    /// Content stands two columns right of what the outermost collection belongs to, its end right below that.
    private mutating func openFlow() {
        if let outer = flows.last {
            flows.append((content: outer.content + 2, end: outer.content))
            return
        }
        let line = lines[lines.count - 1]
        let isInItem = stack.top?.isSequence == true
        let base = line.text.count == 1 ? line.indentation : isInItem ? stack.inner : stack.column
        flows.append((content: base + 2, end: base))
    }

    // MARK: Space

    /// The column of a token that begins a line.
    private func column(of token: Token) -> Int {
        if let flow = flows.last { return flow.content }
        switch token.kind {
        case .directive, .documentStart, .documentEnd: return 0
        case .blockEntry, .key, .value: return stack.column
        default: return isKey ? stack.column : stack.inner
        }
    }

    private func needsSpace(before token: Token) -> Bool {
        guard let last else { return false }
        switch (last.kind, token.kind) {
        case (_, .flowEntry), (.flowSequenceStart, _), (_, .flowSequenceEnd), (.flowMappingStart, .flowMappingEnd):
            return false
        case (.alias, .value), (.anchor, .value), (.tag, .value), (.flowMappingStart, .value), (.flowEntry, .value),
            (.key, .value):
            return true
        case (_, .value): return false
        default: return true
        }
    }

    // MARK: Comments

    /// Writes what stands between the last token and the next.
    private mutating func take(_ gap: Gap, next: Token?) {
        if let comment = gap.trailing {
            comments.append(comment.text)
            if lines.isEmpty { lines.append(LayoutLine(indentation: 0)) }
            lines[lines.count - 1].comment = comment
        }
        for line in gap.lines {
            switch line {
            case .blank:
                if lines.last?.isBlank == false { lines.append(LayoutLine(indentation: 0)) }
            case .comment(let text, let column):
                comments.append(text)
                lines.append(LayoutLine(indentation: self.column(ofComment: column, before: next), text: text))
            }
        }
    }

    /// A comment goes with what follows when it stood in its column, else with the block that it stood in.
    private func column(ofComment column: Int, before next: Token?) -> Int {
        if let flow = flows.last { return flow.content }
        if let next, next.column == column { return self.column(of: next) }
        let behind = lastStack.block(atOrLeftOf: column)
        guard let ahead = stack.block(atOrLeftOf: column), next != nil, ahead.old > behind?.old ?? -1 else {
            return behind?.new ?? 0
        }
        return ahead.new
    }
}

extension Substring {
    /// A line of a scalar without the spaces at its end, which mean nothing unless they are escaped.
    fileprivate func trimmed(inside style: Scalar.Style) -> String {
        let trimmed = trimmedEnd
        return style == .doubleQuoted && trimmed.hasSuffix("\\") ? String(self) : trimmed
    }
}
