/// A node of a YAML tree, with the place it stands at.
///
/// A reference to immutable storage: copying one costs a retain, and an alias shares what it stands for.
package struct Node: Sendable {
    /// What it holds.
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping(Mapping)
    }

    private final class Storage: Sendable {
        let content: Content
        let span: Span
        let anchor: String?
        let tag: String?
        let usedAt: Span?
        let isUnresolved: Bool

        init(_ content: Content, _ span: Span, anchor: String?, tag: String?, usedAt: Span?, isUnresolved: Bool) {
            self.content = content
            self.span = span
            self.anchor = anchor
            self.tag = tag
            self.usedAt = usedAt
            self.isUnresolved = isUnresolved
        }
    }

    private let storage: Storage

    /// Makes a node.
    package init(_ content: Content, span: Span, anchor: String? = nil, tag: String? = nil) {
        storage = Storage(content, span, anchor: anchor, tag: tag, usedAt: nil, isUnresolved: false)
    }

    private init(_ storage: Storage) { self.storage = storage }

    /// What it holds; an alias holds what its anchor marks.
    package var content: Content { storage.content }

    /// Where its content stands, without anchor and tag; for an alias, where the anchor's content stands.
    ///
    /// Flow collections and quoted scalars include their brackets and quotes, a block scalar begins at its `|` or `>`
    /// and ends after its last visible character, a block collection ends with its last child.
    package var span: Span { storage.span }

    /// Where the alias stands, for a node that was reached through one.
    package var usedAt: Span? { storage.usedAt }

    /// Where people wrote it: the alias if there is one, else the content.
    package var writtenAt: Span { storage.usedAt ?? storage.span }

    /// The name after `&`.
    package var anchor: String? { storage.anchor }

    /// The tag in its short form, `!!str`.
    package var tag: String? { storage.tag }

    /// Whether it is an alias that stands for nothing, which reads as null; a problem tells of it already.
    package var isUnresolved: Bool { storage.isUnresolved }

    /// The same node as an alias at `span` refers to it.
    func aliased(at span: Span) -> Node {
        Node(
            Storage(
                storage.content,
                storage.span,
                anchor: storage.anchor,
                tag: storage.tag,
                usedAt: span,
                isUnresolved: false
            )
        )
    }

    /// What an alias that stands for nothing is read as.
    static func unresolved(at span: Span) -> Node {
        let empty = Scalar(text: "", style: .plain, span: span)
        return Node(Storage(.scalar(empty), span, anchor: nil, tag: nil, usedAt: span, isUnresolved: true))
    }
}

extension Node {
    /// The scalar, if it is one.
    package var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }

    /// The items, if it is a sequence.
    package var sequence: [Node]? { if case .sequence(let items) = content { items } else { nil } }

    /// The mapping, if it is one.
    package var mapping: Mapping? { if case .mapping(let mapping) = content { mapping } else { nil } }

    /// Whether it is a null scalar and isn't tagged as text.
    package var isNull: Bool { scalar.map { $0.isNull && tag != "!!str" } ?? false }

    /// What it is, in words for a message: `text`, `a list`, `a mapping`, `nothing`.
    package var kind: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}
