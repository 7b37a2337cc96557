/// Splits CSV into records as it comes in (RFC 4180), holding one record at a time.
///
/// Lines end with CRLF, LF or CR. A quote inside an unquoted cell stands for itself. Lines with nothing on them are passed over.
struct CSVParser: Sendable {
    private enum State: Sendable {
        case cellStart
        case unquoted
        case quoted
        /// After a quote inside quotes: the end of the cell, or the first half of a quote.
        case quoteInQuoted
    }

    private let delimiter: UInt8
    private var state = State.cellStart
    private var record = CSVRecord()
    private var line = 1
    private var isAfterCR = false

    /// A record larger than this is taken for a quote that was never closed.
    static let maxRecordBytes = 1 << 20

    init(delimiter: UInt8) { self.delimiter = delimiter }

    /// The line at which the record now open began.
    var openLine: Int { record.line }

    /// Whether the record now open has grown too large.
    var isOverflowing: Bool { record.bytes.count > Self.maxRecordBytes }

    /// Takes more bytes; hands over each record that they complete.
    mutating func parse(_ bytes: [UInt8], _ emit: (CSVRecord) throws -> Void) rethrows {
        for byte in bytes {
            let followsCR = isAfterCR
            isAfterCR = byte == 0x0D
            if byte == 0x0A, followsCR {
                if state == .quoted { record.bytes.append(byte) }
                continue
            }
            let isEnd = byte == 0x0A || byte == 0x0D
            switch state {
            case .quoted:
                if isEnd { line += 1 }
                if byte == UInt8(ascii: "\"") { state = .quoteInQuoted } else { record.bytes.append(byte) }
                continue
            case .quoteInQuoted where byte == UInt8(ascii: "\""):
                record.bytes.append(byte)
                state = .quoted
                continue
            case .quoteInQuoted where byte != delimiter && !isEnd:
                record.problem = "there is text after a closing quote"
                record.bytes.append(byte)
                state = .unquoted
                continue
            case .cellStart where byte == UInt8(ascii: "\""):
                state = .quoted
                record.hasContent = true
                continue
            default: break
            }
            if byte == delimiter {
                record.endCell()
                record.hasContent = true
                state = .cellStart
            } else if isEnd {
                line += 1
                try endRecord(emit)
            } else {
                record.bytes.append(byte)
                record.hasContent = true
                state = .unquoted
            }
        }
    }

    /// Hands over the last record, if its line has no end.
    mutating func finish(_ emit: (CSVRecord) throws -> Void) rethrows {
        if state == .quoted { record.problem = "a quote is opened and never closed" }
        try endRecord(emit)
    }

    private mutating func endRecord(_ emit: (CSVRecord) throws -> Void) rethrows {
        if record.hasContent {
            record.endCell()
            try emit(record)
        }
        record.clear(line: line)
        state = .cellStart
    }
}

/// One record: its cells' bytes one after the other, and where each ends.
struct CSVRecord: Sendable {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate(set) var ends: [Int] = []

    /// The line at which it begins, from 1.
    fileprivate(set) var line = 1

    /// Why it isn't well formed.
    fileprivate(set) var problem: String?

    fileprivate var hasContent = false

    var count: Int { ends.count }

    /// A cell's text; nil when it isn't UTF-8.
    func text(_ cell: Int) -> String? {
        let start = cell == 0 ? 0 : ends[cell - 1]
        return String(validating: bytes[start..<ends[cell]], as: UTF8.self)
    }

    fileprivate mutating func endCell() { ends.append(bytes.count) }

    fileprivate mutating func clear(line: Int) {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        self.line = line
        problem = nil
        hasContent = false
    }
}
