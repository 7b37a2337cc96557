internal import PipelineCore
internal import Synchronization

/// The sinks `files.csv` and `files.jsonl`.
final class FileSink: RowSink {
    let appends: Bool

    private let format: RowFormat
    private let file: OutputFile
    private let columns = Mutex<[RowColumn]>([])

    init(_ path: String, format: RowFormat, appends: Bool) {
        self.format = format
        self.appends = appends
        file = OutputFile(path, appends: appends)
    }

    func open(columns: [RowColumn]) async throws {
        self.columns.withLock { $0 = columns }
        try await file.open(header: format.header(columns))
    }

    func write(_ rows: [Row]) async throws {
        try await file.write(format.body(rows, columns.withLock { $0 }))
    }

    func close() async throws { try await file.close() }
}
