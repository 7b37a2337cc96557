internal import PipelineCore

/// Lines of a table. The first rows decide the widths, so that a long table needn't be held in memory; later cells that are wider
/// push their line out.
struct TableWriting: Sendable {
    private let columns: [RowColumn]
    private var widths: [Int] = []

    init(_ columns: [RowColumn]) { self.columns = columns }

    /// The rows, after the header when they are the first.
    mutating func lines(_ rows: [Row]) -> [UInt8] {
        var lines = rows.map { row in row.values.map { Self.printable(ValueText.cell($0)) } }
        if widths.isEmpty {
            let names = columns.map(\.name)
            widths = names.indices.map { place in
                ([names[place]] + lines.map { $0.indices.contains(place) ? $0[place] : "" }).map(\.count).max() ?? 0
            }
            lines.insert(names, at: 0)
        }
        return lines.flatMap { Array((line($0) + "\n").utf8) }
    }

    private func line(_ cells: [String]) -> String {
        var text = ""
        for (place, cell) in cells.enumerated() {
            if place > 0 { text += "  " }
            text += cell
            if place < cells.count - 1 { text += String(repeating: " ", count: max(0, widths[place] - cell.count)) }
        }
        return text
    }

    /// Control characters could move the cursor or hide text.
    private static func printable(_ text: String) -> String {
        String(
            text.map {
                $0.isNewline || $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? "␣" : $0
            }
        )
    }
}
