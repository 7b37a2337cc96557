internal import CEL
internal import JSON
internal import PipelineCore

/// The source `files.jsonl`: a record is a line with a JSON object.
struct JSONLinesSource: Source {
    let path: String
    let making: RecordMaking
    let reading: ScalarReading

    /// A longer line isn't held in memory.
    static let maxLineBytes = 16 << 20

    /// They number lines.
    var identifiesInstances: Bool { false }

    func discover(_ window: Window, found: @Sendable (Partition) async throws -> Void) async throws -> [Notice] {
        try await found(FilePartition.partition(path))
        return []
    }

    func read(_ partition: Partition, emit: @Sendable ([Record]) async throws -> Void) async throws -> Reading {
        let file = InputFile(path)
        let status = try await file.open()
        var malformed = MalformedRows(path: path)
        var count = 0
        var line = 0
        var rest: [UInt8] = []
        var isFirst = true
        var isAtEnd = false
        while !isAtEnd {
            var piece = try await file.read(FilePartition.piece)
            isAtEnd = piece.isEmpty
            if isFirst { piece = try FilePartition.withoutMark(piece, path: path) }
            isFirst = false
            var records: [Record] = []
            // At the end, what is left is a line too.
            for bytes in Self.lines(of: piece, after: &rest, isAtEnd: isAtEnd) {
                line += 1
                guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { continue }
                count += 1
                do throws(MalformedField) {
                    records.append(try record(bytes, line: line, modified: status.modified))
                } catch {
                    malformed.add(line: line, error.problem)
                }
            }
            guard rest.count <= Self.maxLineBytes else {
                throw ConnectorFailure(
                    .permanent,
                    "line \(line + 1) of `\(path)` is longer than 16 MB",
                    remedy: "JSON Lines has one object on each line."
                )
            }
            try await FilePartition.hand(records, to: emit)
        }
        return Reading(rows: count, rejected: malformed.rejected)
    }

    private func record(_ bytes: [UInt8], line: Int, modified: Timestamp) throws(MalformedField) -> Record {
        let object: JSONObject
        do {
            guard let found = try JSONValue.parse(bytes).object else { throw JSONProblem("it is no object") }
            object = found
        } catch {
            throw MalformedField(problem: "\(error)")
        }
        let (reading, fields) = (reading, making.fields)
        return try making.record(line: line, modified: modified) { place throws(MalformedField) in
            reading.value(object[fields[place].name], as: fields[place].type)
        }
    }

    /// The whole lines in what was left and a piece; what has no end yet is left again.
    static func lines(of piece: [UInt8], after rest: inout [UInt8], isAtEnd: Bool) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var start = 0
        while let end = piece[start...].firstIndex(of: 0x0A) {
            lines.append(rest + piece[start..<end])
            rest = []
            start = end + 1
        }
        rest += piece[start...]
        if isAtEnd, !rest.isEmpty {
            lines.append(rest)
            rest = []
        }
        return lines
    }
}
