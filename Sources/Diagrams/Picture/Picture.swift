extension Diagram {
    /// The diagram as a picture (SVG 1.1) that needs nothing but itself: measured text, no scripts, no fonts to load.
    package func svg(theme: Theme = .auto) -> String {
        var drawing = Drawing(layout: PictureLayout(self))
        drawing.draw(theme)
        return drawing.output
    }
}

/// Writes a layout as SVG.
private struct Drawing {
    let layout: PictureLayout
    var output = ""

    init(layout: PictureLayout) {
        self.layout = layout
    }

    mutating func draw(_ theme: Theme) {
        let (width, height) = (number(layout.width), number(layout.height))
        output += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" "
        output += "viewBox=\"0 0 \(width) \(height)\" role=\"img\">\n"
        output += "<title>\(escaped(layout.lanes.map(\.lane.name).joined(separator: ", ")))</title>\n"
        output += "<style>\(theme.styleSheet)</style>\n"
        output += "<rect class=\"page\" width=\"\(width)\" height=\"\(height)\"/>\n"
        for lane in layout.lanes { draw(lane) }
        output += "</svg>\n"
    }

    private mutating func draw(_ lane: PictureLayout.Lane) {
        output += lane.lane.isMuted ? "<g opacity=\"0.55\">\n" : "<g>\n"
        rect(
            "card",
            x: PictureLayout.margin,
            y: lane.y,
            width: layout.width - 2 * PictureLayout.margin,
            height: lane.height,
            radius: 12
        )
        let left = PictureLayout.margin + PictureLayout.inset
        text(lane.lane.name, x: left, y: lane.y + 29, font: PictureLayout.nameFont, style: "text bold")
        for tag in lane.tags {
            rect("tag", x: tag.x, y: lane.y + 14 + tag.y, width: tag.width, height: 20, radius: 10)
            text(
                tag.tag.text,
                x: tag.x + tag.width / 2,
                y: lane.y + 28 + tag.y,
                font: PictureLayout.tagFont,
                style: "faint middle"
            )
        }
        let top = lane.y + lane.headHeight
        for (place, flow) in lane.flows.enumerated() {
            let column = lane.columns[place]
            let from = layout.columnX[column] + layout.columnWidth[column]
            draw(flow, from: from, to: layout.columnX[lane.columns[place + 1]], y: top + BoxLayout.titleHeight / 2)
        }
        for (box, column) in zip(lane.boxes, lane.columns) {
            draw(box, x: layout.columnX[column], y: top, width: layout.columnWidth[column])
        }
        output += "</g>\n"
    }

    private mutating func draw(_ flow: FlowLayout, from: Double, to: Double, y: Double) {
        output += "<path class=\"wire\" stroke-width=\"1.5\" d=\"M\(number(from)) \(number(y))H\(number(to - 7))\"/>"
        output += "<path class=\"head\" d=\"M\(number(to - 1)) \(number(y))l-9 -4.5v9z\"/>\n"
        let x = from + 14
        if let amount = flow.amount { text(amount, x: x, y: y - 6, font: FlowLayout.amountFont, style: "text bold") }
        for (place, row) in flow.rows.enumerated() {
            let baseline = y + 19 + Double(place) * FlowLayout.lineHeight
            text(row.name, x: x, y: baseline, font: FlowLayout.name, style: "text", more: (row.type, "faint"))
        }
    }

    private mutating func draw(_ box: BoxLayout, x: Double, y: Double, width: Double) {
        let accent = Palette.Accent(box.box).rawValue
        rect("box \(accent)-edge", x: x, y: y, width: width, height: box.height, radius: 8)
        output += "<g transform=\"translate(\(number(x + 11)) \(number(y + 9)))\">\(box.box.kind.icon(accent))</g>\n"
        for pill in box.pills {
            rect(
                "tag",
                x: x + BoxLayout.padding,
                y: y + pill.y,
                width: pill.width,
                height: pill.height,
                radius: 6
            )
        }
        for part in box.texts {
            text(part.text, x: x + part.x, y: y + part.baseline, font: part.font, style: part.style)
        }
    }

    // MARK: Elements

    private mutating func rect(_ style: String, x: Double, y: Double, width: Double, height: Double, radius: Double) {
        output += "<rect class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" "
        output += "height=\"\(number(height))\" rx=\"\(number(radius))\"/>\n"
    }

    private mutating func text(
        _ text: String,
        x: Double,
        y: Double,
        font: Font,
        style: String,
        more: (text: String, style: String)? = nil
    ) {
        guard !(text.isEmpty && more == nil) else { return }
        output += "<text class=\"\(style)\" x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(number(font.size))\" "
        output += "xml:space=\"preserve\">\(escaped(text))"
        if let more {
            let gap = text.isEmpty ? "" : " "
            output += "\(gap)<tspan class=\"\(more.style)\">\(escaped(more.text))</tspan>"
        }
        output += "</text>\n"
    }

    /// At most one digit behind the point.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }

    /// Text without what XML reads as markup, and without characters that XML hasn't.
    private func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension Diagram.Box.Kind {
    /// A sign of 16 by 16 pixels.
    fileprivate func icon(_ accent: String) -> String {
        switch self {
        case .source:
            "<path class=\"\(accent)\" d=\"M8 1C4.4 1 2 2.1 2 3.6v8.8C2 13.9 4.4 15 8 15s6-1.1 6-2.6V3.6C14 2.1 11.6 1 8 1z\"/>"
                + "<path class=\"box\" d=\"M3.2 6.2C4.3 7 6 7.4 8 7.4s3.7-.4 4.8-1.2v1.3C11.7 8.3 10 8.7 8 8.7s-3.7-.4-4.8-1.2z\"/>"
        case .filter: "<path class=\"\(accent)\" d=\"M1 2h14L9.7 8.6V15L6.3 12.7V8.6z\"/>"
        case .map:
            "<path class=\"\(accent)\" d=\"M1 4h9V1l5 4.2-5 4.1V6.4H1zM15 12H8v-2l-4.5 3.2L8 16v-1.9h7z\"/>"
        case .sink:
            "<path class=\"\(accent)\" d=\"M6.8 1h2.4v6H13L8 12 3 7h3.8zM1 11h2.2v2.6h9.6V11H15v5H1z\"/>"
        }
    }
}
