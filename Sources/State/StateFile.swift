internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The file that a state lives in.
enum StateFile {
    /// Makes the file at `path` and its folder where they are missing, and lets nobody else read it.
    ///
    /// - Throws: ``StateFailure``. A file that can't be made is left to SQLite's own message.
    static func make(_ path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw StateFailure(
                .notWritable,
                "the folder \(folder.path) for the state can't be made: \(error.localizedDescription)",
                remedy: "check the path and the permissions of the folders above, or give another state with --state"
            )
        }
        // 0600 before the first byte is written: it holds people's data. SQLite gives its other files the same mode.
        let made = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        if made >= 0 {
            fchmod(made, 0o600)
            close(made)
        }
    }
}
