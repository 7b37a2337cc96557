internal import PipelineCore

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// A file being written: a new one takes the old one's place only when it is complete.
actor OutputFile {
    private static let executor = QueueExecutor("files.writing")

    nonisolated var unownedExecutor: UnownedSerialExecutor { Self.executor.asUnownedSerialExecutor() }

    private let path: String
    private let appends: Bool
    private var descriptor: Int32 = -1
    private var temporary: String?

    init(_ path: String, appends: Bool) {
        self.path = path
        self.appends = appends
    }

    deinit {
        if descriptor >= 0 { closeFile(descriptor) }
        if let temporary { unlink(temporary) }
    }

    /// Opens it.
    ///
    /// - Parameter header: What stands at the beginning of a new file.
    /// - Throws: ``ConnectorFailure``; for a file that is added to, also when it begins otherwise.
    func open(header: [UInt8]) throws {
        let status = FileStatus(path: path)
        if status?.isDirectory == true {
            throw ConnectorFailure(.permanent, "`\(path)` is a directory", remedy: "Give the path of a file.")
        }
        if appends {
            try openForAppending(header: header)
        } else if let status, !status.isRegular {
            // A pipe or a device can't be replaced.
            descriptor = openFile(path, O_WRONLY | O_CLOEXEC, 0)
            guard descriptor >= 0 else { throw SystemError.failure("written", path) }
            try write(header)
        } else {
            try openReplacement()
            try write(header)
        }
    }

    /// Writes bytes; when it returns, they are the operating system's.
    func write(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let written = bytes.withUnsafeBytes {
                writeFile(descriptor, $0.baseAddress.map { $0 + start }, $0.count - start)
            }
            if written < 0 {
                if errno == EINTR { continue }
                throw SystemError.failure("written", path)
            }
            start += written
        }
    }

    /// Completes the file; without `open` it does nothing.
    func close() throws {
        guard descriptor >= 0 else { return }
        let open = descriptor
        descriptor = -1
        let isSynced = temporary == nil || fsync(open) == 0
        guard closeFile(open) == 0, isSynced else { throw SystemError.failure("written", path) }
        guard let made = temporary else { return }
        guard rename(made, target) == 0 else { throw SystemError.failure("replaced", path) }
        temporary = nil
    }

    /// Where a symbolic link leads: the file is replaced there, not the link.
    private var target: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private var directory: String {
        let target = target
        guard let slash = target.lastIndex(of: "/") else { return "." }
        return slash == target.startIndex ? "/" : String(target[..<slash])
    }

    private func openReplacement() throws {
        guard FileStatus(path: directory)?.isDirectory == true else {
            throw ConnectorFailure(
                .permanent,
                "`\(path)` can't be written: there is no directory `\(directory)`",
                remedy: "Create it, or give another path."
            )
        }
        let name = target.split(separator: "/").last.map(String.init) ?? "rows"
        var template = Array("\(directory)/.\(name).XXXXXX".utf8CString)
        descriptor = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkstemp($0) } ?? -1 }
        guard descriptor >= 0 else { throw SystemError.failure("written", path) }
        temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
        guard fchmod(descriptor, 0o644) == 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw SystemError.failure("written", path)
        }
    }

    private func openForAppending(header: [UInt8]) throws {
        descriptor = openFile(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SystemError.failure("written", path) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return try write(header) }
        guard bytes(at: 0, header.count) == header else {
            throw ConnectorFailure(
                .permanent,
                "`\(path)` begins with other columns than those to be added",
                remedy: "Give another path, or move the old file away."
            )
        }
        // A crash or an editor may have left the last line without an end.
        if bytes(at: Int(size) - 1, 1) != [0x0A] { try write([0x0A]) }
    }

    private func bytes(at offset: Int, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, off_t(offset)))
        }
    }
}

/// The system's calls, which the actor's methods of the same names hide.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 { open(path, flags, mode) }

private func writeFile(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

@discardableResult
private func closeFile(_ descriptor: Int32) -> Int32 { close(descriptor) }
