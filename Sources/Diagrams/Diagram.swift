/// Ways from left to right, one below the other: boxes in columns, and what flows between them.
package struct Diagram: Sendable, Hashable {
    /// The ways, from top to bottom.
    package var lanes: [Lane]

    /// Makes a diagram.
    package init(lanes: [Lane]) {
        self.lanes = lanes
    }

    /// One way, from its first box to its last.
    package struct Lane: Sendable, Hashable {
        /// What it is called.
        package var name: String

        /// What starts it, and what else is to be known at once.
        package var tags: [Tag]

        /// Whether it is shown as something that doesn't happen.
        package var isMuted: Bool

        /// Its boxes, from left to right.
        package var boxes: [Box]

        /// What flows from each box to the next: one fewer than boxes.
        package var flows: [Flow]

        /// Makes a lane.
        package init(name: String, tags: [Tag] = [], isMuted: Bool = false, boxes: [Box], flows: [Flow]) {
            self.name = name
            self.tags = tags
            self.isMuted = isMuted
            self.boxes = boxes
            self.flows = flows
        }
    }

    /// A few words beside a lane's name.
    package struct Tag: Sendable, Hashable {
        /// What kind of thing they say: `webhook`, `every`, `schedule`.
        package let kind: String

        /// The words.
        package let text: String

        /// Makes a tag.
        package init(kind: String, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    /// A station on a lane.
    package struct Box: Sendable, Hashable {
        /// What it does there.
        package enum Kind: String, Sendable, Hashable, CaseIterable {
            case source
            case filter
            case map
            case sink
        }

        /// What it does.
        package var kind: Kind

        /// Whose it is, which decides the colour: `zoom`. Nil for what is nobody's.
        package var owner: String?

        /// Its first line.
        package var title: String

        /// What stands below.
        package var rows: [Row]

        /// Makes a box.
        package init(kind: Kind, owner: String? = nil, title: String, rows: [Row] = []) {
            self.kind = kind
            self.owner = owner
            self.title = title
            self.rows = rows
        }
    }

    /// A line in a box, or several when it is long.
    package enum Row: Sendable, Hashable {
        /// Words.
        case note(String)

        /// An expression.
        case code(String)

        /// An expression that fills a column, with a remark.
        case wire(from: String, to: String, remark: String?)

        /// Something that things are put into, with its number.
        case place(name: String, number: String)
    }

    /// What flows from one box to the next.
    package struct Flow: Sendable, Hashable {
        /// What each record holds; empty when it is what the flow before holds.
        package var fields: [Field]

        /// How much of it flowed: `4,776 records`.
        package var amount: String?

        /// Makes a flow.
        package init(fields: [Field] = [], amount: String? = nil) {
            self.fields = fields
            self.amount = amount
        }
    }

    /// A part of what flows.
    package struct Field: Sendable, Hashable {
        /// Its name.
        package let name: String

        /// Its type, in words.
        package let type: String

        /// Makes a field.
        package init(name: String, type: String) {
            self.name = name
            self.type = type
        }
    }
}

extension Diagram.Row {
    /// The row on one line, for languages that draw for themselves.
    var line: String {
        switch self {
        case .note(let text), .code(let text): text
        case .wire(let from, let to, let remark): "\(from) → \(to)" + (remark.map { " (\($0))" } ?? "")
        case .place(let name, let number): name.isEmpty ? "list \(number)" : "\(name) (\(number))"
        }
    }
}

extension Diagram.Flow {
    /// At most so many fields are named; the rest is counted.
    static let shown = 12

    /// The flow in a few lines: the amount, then the fields with their types.
    var lines: [String] {
        var lines = amount.map { [$0] } ?? []
        lines += fields.prefix(Self.shown).map { "\($0.name) \($0.type)" }
        if fields.count > Self.shown { lines.append("and \(fields.count - Self.shown) more") }
        return lines
    }
}
