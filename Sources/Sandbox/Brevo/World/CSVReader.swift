/// Reads CSV text with `;` between cells and `"` around cells that need it (a quote inside is doubled).
enum CSVReader {
    /// The rows, empty lines left out; `\n` or `\r\n` ends a row outside quotes.
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var bytes = text.utf8.makeIterator()
        var pending: UInt8?
        func next() -> UInt8? {
            if let byte = pending {
                pending = nil
                return byte
            }
            return bytes.next()
        }
        func endCell() {
            row.append(String(decoding: cell, as: UTF8.self))
            cell = []
        }
        func endRow() {
            endCell()
            if row != [""] { rows.append(row) }
            row = []
        }
        while let byte = next() {
            switch byte {
            case UInt8(ascii: "\"") where isQuoted:
                pending = bytes.next()
                if pending == UInt8(ascii: "\"") {
                    cell.append(byte)
                    pending = nil
                } else {
                    isQuoted = false
                }
            case UInt8(ascii: "\"") where cell.isEmpty: isQuoted = true
            case UInt8(ascii: ";") where !isQuoted: endCell()
            case UInt8(ascii: "\r") where !isQuoted: break
            case UInt8(ascii: "\n") where !isQuoted: endRow()
            default: cell.append(byte)
            }
        }
        if !cell.isEmpty || !row.isEmpty { endRow() }
        return rows
    }
}
