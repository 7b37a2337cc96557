/// A box's content on lines, measured.
struct BoxLayout {
    /// A stretch of text at a place within the box.
    struct Text {
        let x: Double
        let baseline: Double
        let text: String
        let font: Font
        let style: String
    }

    let box: Diagram.Box
    private(set) var texts: [Text] = []

    /// The grounds of what things are put into.
    private(set) var pills: [(y: Double, width: Double, height: Double)] = []
    private(set) var width: Double = 0
    private(set) var height: Double = Self.titleHeight

    static let titleHeight = 34.0
    static let padding = 12.0
    private static let lineHeight = 17.0
    private static let title = Font(face: .bold, size: 13)
    private static let note = Font(face: .regular, size: 12)
    private static let code = Font(face: .monospaced, size: 11.5)
    private static let small = Font(face: .regular, size: 10.5)

    /// The widest that a box's text may be before it is broken.
    private static let maxWidth: [Diagram.Box.Kind: Double] = [.source: 250, .filter: 290, .map: 190, .sink: 250]

    init(_ box: Diagram.Box) {
        self.box = box
        let limit = Self.maxWidth[box.kind] ?? 250
        var titleLines = Self.title.wrapped(box.title, to: limit)
        add(titleLines.removeFirst(), x: Self.padding + 22, baseline: 22, font: Self.title, style: "text bold")
        for line in titleLines {
            add(line, x: Self.padding + 22, baseline: height + 4, font: Self.title, style: "text bold")
            height += Self.lineHeight
        }
        guard !box.rows.isEmpty else { return }
        height += 1
        // Expressions in one column, what they fill in another.
        let wires = box.rows.map { row -> [String] in
            guard case .wire(let from, _, _) = row else { return [] }
            return Self.code.wrappedExpression(from, to: limit)
        }
        let column = wires.flatMap { $0 }.map(Self.code.width).max() ?? 0
        for (row, wire) in zip(box.rows, wires) { add(row, wire: wire, column: column, limit: limit) }
        height += 7
    }

    private mutating func add(_ row: Diagram.Row, wire: [String], column: Double, limit: Double) {
        switch row {
        case .note(let text): add(lines: Self.note.wrapped(text, to: limit), font: Self.note, style: "faint")
        case .code(let text):
            add(lines: Self.code.wrappedExpression(text, to: limit), font: Self.code, style: "text mono")
        case .wire(_, let to, let remark):
            let top = height
            add(lines: wire, font: Self.code, style: "faint mono")
            let x = Self.padding + column + 8
            add("→", x: x, baseline: top + 13, font: Self.note, style: "faint")
            let names = Self.code.wrapped(to, to: limit + 60)
            for (place, name) in names.enumerated() {
                let baseline = top + 13 + Double(place) * Self.lineHeight
                add(name, x: x + 20, baseline: baseline, font: Self.code, style: "text mono")
            }
            height = max(height, top + Double(names.count) * Self.lineHeight)
            guard let remark else { return }
            add(remark, x: x + 20, baseline: height + 11, font: Self.small, style: "faint")
            height += Self.lineHeight - 2
        case .place(let name, let number):
            let lines = Self.note.wrapped(name.isEmpty ? "list" : name, to: limit - 60)
            let top = height
            for (place, line) in lines.enumerated() {
                add(
                    line,
                    x: Self.padding + 10,
                    baseline: top + 14 + Double(place) * Self.lineHeight,
                    font: Self.note,
                    style: "text"
                )
            }
            let last = Self.padding + 10 + Self.note.width(lines.last ?? "") + 7
            let bottom = top + 14 + Double(lines.count - 1) * Self.lineHeight
            add(number, x: last, baseline: bottom, font: Self.note, style: "faint")
            let right = max(last + Self.note.width(number), Self.padding + 10 + (lines.map(Self.note.width).max() ?? 0))
            pills.append((y: top, width: right - Self.padding + 10, height: bottom - top + 7))
            width = max(width, right + 10 + Self.padding)
            height += Double(lines.count) * Self.lineHeight + 7
        }
    }

    private mutating func add(lines: [String], font: Font, style: String) {
        for line in lines {
            add(line, x: Self.padding, baseline: height + 13, font: font, style: style)
            height += Self.lineHeight
        }
    }

    private mutating func add(_ text: String, x: Double, baseline: Double, font: Font, style: String) {
        texts.append(Text(x: x, baseline: baseline, text: text, font: font, style: style))
        width = max(width, x + font.width(text) + Self.padding)
    }
}
