internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file being read, a piece at a time.
actor InputFile {
    private static let executor = QueueExecutor("files.reading")

    nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

    private let path: String
    private var descriptor: Int32 = -1

    init(_ path: String) { self.path = path }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Opens it.
    ///
    /// - Throws: ``ConnectorFailure``.
    func open() throws -> FileStatus {
        descriptor = openFile(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError.failure("read", path) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemError.failure("read", path) }
        let found = FileStatus(status)
        guard !found.isDirectory else {
            throw ConnectorFailure(.permanent, "`\(path)` is a directory", remedy: "Give the path of a file.")
        }
        return found
    }

    /// The next bytes; empty at the end.
    func read(_ count: Int) throws -> [UInt8] {
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                let got = readFile(descriptor, buffer.baseAddress, count)
                failed = got < 0
                filled = max(0, got)
            }
            if !failed { return bytes }
            guard errno == EINTR else { throw SystemError.failure("read", path) }
        }
    }
}

/// The system's calls, which the actor's methods of the same names hide.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }

private func readFile(_ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
