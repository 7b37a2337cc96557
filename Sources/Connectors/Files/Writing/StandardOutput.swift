internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// Standard output, shared by all pipelines: what one call writes stays together.
actor StandardOutput {
    private static let executor = QueueExecutor("files.stdout")

    nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

    private let descriptor: Int32

    /// - Parameter descriptor: Another one for tests.
    init(descriptor: Int32 = STDOUT_FILENO) { self.descriptor = descriptor }

    func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes {
                writeOut(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw SystemError.failure("written", "standard output")
            }
            start += written
        }
    }
}

private func writeOut(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// The sink `stdout`.
actor StandardOutputSink: RowSink {
    private let output: StandardOutput
    private let format: RowFormat
    private var columns: [RowColumn] = []
    private var table: TableWriting?

    init(_ output: StandardOutput, format: RowFormat) {
        self.output = output
        self.format = format
    }

    func open(columns: [RowColumn]) async throws {
        self.columns = columns
        if format == .table { table = TableWriting(columns) }
        try await output.write(format.header(columns))
    }

    func write(_ rows: [Row]) async throws {
        let bytes = table?.lines(rows) ?? format.body(rows, columns)
        try await output.write(bytes)
    }

    func close() async throws {}
}
