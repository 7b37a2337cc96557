internal import CEL
internal import PipelineCore

/// The source `files.csv`: a record is a row.
struct CSVSource: Source {
    let path: String
    let delimiter: UInt8

    /// The columns in order, where the file has no header.
    let columns: [String]?
    let making: RecordMaking
    let reading: ScalarReading

    /// They number lines.
    var identifiesInstances: Bool { false }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try await found(FilePartition.partition(path))
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let file = InputFile(path)
        let status = try await file.open()
        var parser = CSVParser(delimiter: delimiter)
        var rows = Rows(source: self, modified: status.modified)
        if let columns { try rows.setColumns(columns) }
        var isFirst = true
        while true {
            var bytes = try await file.read(FilePartition.piece)
            if bytes.isEmpty { break }
            if isFirst { bytes = try FilePartition.withoutMark(bytes, path: path) }
            isFirst = false
            try parser.parse(bytes) { try rows.take($0) }
            guard !parser.isOverflowing else { throw neverEnding(line: parser.openLine) }
            try await FilePartition.hand(rows.takeRecords(), to: emit)
        }
        try parser.finish { try rows.take($0) }
        try await FilePartition.hand(rows.takeRecords(), to: emit)
        return rows.reading
    }

    private func neverEnding(line: Int) -> ConnectorFailure {
        ConnectorFailure(
            .permanent,
            "the row of `\(path)` that begins at line \(line) is larger than 1 MB",
            remedy: "Probably a quote is opened there and never closed."
        )
    }

    /// What has been read so far.
    private struct Rows {
        let source: CSVSource
        let modified: Timestamp
        private var records: [Record] = []
        private var count = 0
        private var malformed: MalformedRows
        private var width: Int?

        /// The column of each field of ``RecordMaking/fields``.
        private var places: [Int] = []

        init(source: CSVSource, modified: Timestamp) {
            self.source = source
            self.modified = modified
            malformed = MalformedRows(path: source.path)
        }

        mutating func setColumns(_ names: [String]) throws {
            width = names.count
            places = try source.making.fields.map { field in
                let found = names.indices.filter { names[$0] == field.name }
                guard found.count < 2 else { throw source.repeated(field.name) }
                guard let place = found.first else { throw source.missing(field.name, among: names) }
                return place
            }
        }

        mutating func take(_ row: CSVRecord) throws {
            guard let width else {
                let names = (0..<row.count).map { (row.text($0) ?? "").trimmingSpaces }
                try setColumns(names)
                return
            }
            count += 1
            if let problem = row.problem { return malformed.add(line: row.line, problem) }
            guard row.count == width else {
                return malformed.add(line: row.line, "it has \(row.count) cells, not \(width)")
            }
            do throws(MalformedField) {
                let (places, reading, fields) = (places, source.reading, source.making.fields)
                let record = try source.making.record(line: row.line, modified: modified) {
                    place throws(MalformedField) in
                    guard let text = row.text(places[place]) else { throw MalformedField(problem: "it isn't UTF-8") }
                    return reading.value(text, as: fields[place].type)
                }
                records.append(record)
            } catch {
                malformed.add(line: row.line, error.problem)
            }
        }

        mutating func takeRecords() -> [Record] {
            defer { records.removeAll(keepingCapacity: true) }
            return records
        }

        var reading: Reading {
            Reading(rows: count, rejected: malformed.rejected)
        }
    }

    private func missing(_ name: String, among names: [String]) -> ConnectorFailure {
        ConnectorFailure(
            .permanent,
            "`\(path)` has no column `\(name)`",
            remedy: "It has \(names.map { "`\($0)`" }.joined(separator: ", ")). Names are compared letter by letter; "
                + "check `delimiter` too."
        )
    }

    private func repeated(_ name: String) -> ConnectorFailure {
        ConnectorFailure(.permanent, "`\(path)` has the column `\(name)` twice", remedy: "Rename one of them.")
    }
}
