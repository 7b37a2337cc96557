internal import JSON
internal import PipelineCore

/// How rows are written.
enum RowFormat: String, Sendable, Hashable, CaseIterable {
    /// RFC 4180 with a header.
    case csv
    /// One JSON object a row.
    case jsonl
    /// Aligned columns for people.
    case table

    /// What stands before the rows.
    func header(_ columns: [RowColumn]) -> [UInt8] {
        self == .csv ? CSVWriting.line(columns.map(\.name)) : []
    }

    /// The rows; a table's need their widths, see ``TableWriting``.
    func body(_ rows: [Row], _ columns: [RowColumn]) -> [UInt8] {
        switch self {
        case .csv: return rows.flatMap { CSVWriting.line($0.values.map(ValueText.cell)) }
        case .jsonl, .table:
            var writer = JSONWriter(capacity: rows.count * 200)
            for row in rows {
                writer.beginObject()
                for (column, value) in zip(columns, row.values) {
                    writer.key(column.name)
                    ValueText.write(value, to: &writer)
                }
                writer.endObject()
                writer.newline()
            }
            return writer.bytes
        }
    }
}

/// Lines of CSV (RFC 4180).
enum CSVWriting {
    /// One record with its CRLF.
    static func line(_ cells: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (place, cell) in cells.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            append(cell, to: &bytes, isAlone: cells.count == 1)
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
        return bytes
    }

    private static func append(_ cell: String, to bytes: inout [UInt8], isAlone: Bool) {
        let mustQuote =
            cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            // Readers trim these, and pass over empty lines.
            || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 || cell.isEmpty && isAlone
        guard mustQuote else { return bytes.append(contentsOf: cell.utf8) }
        bytes.append(0x22)
        for byte in cell.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}
