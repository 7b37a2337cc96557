/// What stands at an arrow, measured.
struct FlowLayout {
    let amount: String?
    let rows: [(name: String, type: String)]

    static let name = Font(face: .regular, size: 11)
    static let amountFont = Font(face: .bold, size: 11)
    static let lineHeight = 15.0
    private static let margin = 14.0

    init(_ flow: Diagram.Flow) {
        amount = flow.amount
        var rows = flow.fields.prefix(Diagram.Flow.shown).map { (name: $0.name, type: $0.type) }
        let more = flow.fields.count - rows.count
        if more > 0 { rows.append((name: "", type: "and \(more) more")) }
        self.rows = rows
    }

    /// The least room between two boxes that holds it.
    var width: Double {
        let texts = rows.map { Self.name.width($0.name) + Self.name.width(" ") + Self.name.width($0.type) }
        let widest = max(texts.max() ?? 0, amount.map(Self.amountFont.width) ?? 0)
        return max(widest + 2 * Self.margin, 56)
    }

    /// How far it reaches below the arrow.
    var height: Double { rows.isEmpty ? 0 : 8 + Double(rows.count) * Self.lineHeight }
}
