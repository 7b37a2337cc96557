/// Builds the tree from events on a stack of its own, checking keys, tags, aliases and limits on the way.
struct TreeBuilder {
    /// A finished node with what it costs to walk it, aliases followed.
    struct Weighed {
        let node: Node
        var weight = 1
        var height = 1
    }

    /// The node that ended last, for the wording of a syntax problem behind it.
    struct LastNode {
        let end: Mark
        let start: Mark
        let isQuoted: Bool
    }

    let source: SourceText
    let limits: Limits
    var frames: [Frame] = []
    var anchors: [String: Weighed] = [:]
    var problems: [Problem] = []
    private(set) var lastNode: LastNode?
    private(set) var isFinished = false
    private var root: Node?
    private var hasFailed = false
    private var documents = 0

    /// Nodes so far, each alias counting as everything it stands for.
    private var nodes = 0
    private var aliasedNodes = 0

    init(source: SourceText, limits: Limits) {
        self.source = source
        self.limits = limits
    }

    var result: ParseResult {
        ParseResult(root: hasFailed ? nil : root, problems: problems.sorted { $0.span.start < $1.span.start })
    }

    mutating func take(_ event: Event) {
        switch event.kind {
        case .streamEnd: isFinished = true
        case .documentStart: startDocument(event)
        case .scalar(let text, let style): addScalar(text, style, event)
        case .sequenceStart: open(.sequence, event)
        case .mappingStart: open(.mapping, event)
        case .collectionEnd: close(event)
        case .alias(let name): addAlias(name, at: span(event))
        case .other: break
        }
    }

    /// Reports a problem after which reading can go on.
    mutating func report(_ problem: Problem) {
        guard !hasFailed else { return }
        problems.append(problem)
        guard problems.count >= limits.problems else { return }
        fail(
            Problem(
                .tooManyProblems,
                "there are more problems; these are the first \(limits.problems)",
                at: problem.span
            )
        )
    }

    /// Reports a problem that ends the reading without a tree.
    mutating func fail(_ problem: Problem) {
        guard !hasFailed else { return }
        problems.append(problem)
        hasFailed = true
        isFinished = true
    }

    func span(_ event: Event) -> Span { Span(source: source, start: event.start, end: event.end) }

    private mutating func startDocument(_ event: Event) {
        documents += 1
        guard documents > 1 else { return }
        let problem = Problem(
            .multipleDocuments,
            "a second document begins here; a file holds one",
            at: span(event),
            hint: "put it into a file of its own"
        )
        report(problem)
        isFinished = true
    }

    private mutating func addScalar(_ text: String, _ style: Scalar.Style, _ event: Event) {
        let content = contentSpan(event)
        let span = style == .literal || style == .folded ? trimmed(content) : content
        lastNode = LastNode(
            end: span.end,
            start: span.start,
            isQuoted: style == .singleQuoted || style == .doubleQuoted
        )
        guard count(1, at: span) else { return }
        let tag = checkedTag(event.tag, .scalar, at: event.start)
        let scalar = Scalar(text: text, style: style, span: span)
        add(Weighed(node: Node(.scalar(scalar), span: span, anchor: event.anchor, tag: tag)), end: span.end)
    }

    private mutating func open(_ kind: Frame.Kind, _ event: Event) {
        let start = contentSpan(event).start
        let span = Span(source: source, start: start, end: max(start, event.end))
        guard count(1, at: span) else { return }
        guard frames.count < limits.depth else {
            fail(Problem(.tooDeep, "nested deeper than \(limits.depth) levels", at: span))
            return
        }
        let tag = checkedTag(event.tag, kind == .sequence ? .sequence : .mapping, at: event.start)
        frames.append(Frame(kind: kind, start: start, anchor: event.anchor, tag: tag))
    }

    private mutating func close(_ event: Event) {
        guard var frame = frames.popLast() else { return }
        // A block collection's end is reported where the next thing begins, and has no width.
        let end = event.start < event.end ? event.end : frame.lastEnd
        let content: Node.Content
        switch frame.kind {
        case .sequence: content = .sequence(frame.items)
        case .mapping:
            merge(into: &frame)
            content = .mapping(Mapping(frame.entries))
        }
        let span = Span(source: source, start: frame.start, end: end)
        lastNode = LastNode(end: end, start: frame.start, isQuoted: false)
        let node = Node(content, span: span, anchor: frame.anchor, tag: frame.tag)
        add(Weighed(node: node, weight: frame.weight, height: frame.height), end: end)
    }

    /// Puts a finished node where it belongs.
    mutating func add(_ weighed: Weighed, end: Mark, isAlias: Bool = false) {
        if !isAlias, let anchor = weighed.node.anchor { anchors[anchor] = weighed }
        guard let top = frames.indices.last else {
            if root == nil { root = weighed.node }
            return
        }
        frames[top].weight += weighed.weight
        frames[top].height = max(frames[top].height, weighed.height + 1)
        frames[top].lastEnd = max(frames[top].lastEnd, end)
        if frames[top].kind == .sequence {
            frames[top].items.append(weighed.node)
        } else if let key = frames[top].key {
            addEntry(key, weighed.node)
        } else {
            frames[top].key = readKey(weighed.node)
        }
    }

    /// Counts nodes against the limit; those an alias stands for are told apart, to name the right cause.
    mutating func count(_ more: Int, at span: Span, isAlias: Bool = false) -> Bool {
        nodes += more
        if isAlias { aliasedNodes += more }
        guard nodes > limits.nodes else { return true }
        let kind: Problem.Kind = nodes - aliasedNodes > limits.nodes ? .tooLarge : .aliasLimit
        let message =
            kind == .aliasLimit
            ? "aliases make this file stand for more than \(limits.nodes) nodes"
            : "the file has more than \(limits.nodes) nodes"
        let hint = kind == .aliasLimit ? nil : "split it into several files"
        fail(Problem(kind, message, at: span, hint: hint))
        return false
    }
}
