import FoundationEssentials
import Glibc

/// A directory that goes with the test.
final class TemporaryDirectory {
    let path: String

    init() throws {
        var template = Array("\(FileManager.default.temporaryDirectory.path)/files-tests.XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Trouble.noDirectory }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    enum Trouble: Error { case noDirectory }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, last modified at 2025-11-18T23:00:00Z.
    func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        var times = [timespec(tv_sec: 1_763_506_800, tv_nsec: 5), timespec(tv_sec: 1_763_506_800, tv_nsec: 5)]
        utimensat(AT_FDCWD, file(name), &times, 0)
        return file(name)
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
    }

    /// The names of all files, hidden ones too.
    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    func mode(_ name: String) -> UInt32? {
        var status = stat()
        return stat(file(name), &status) == 0 ? status.st_mode & 0o777 : nil
    }
}
