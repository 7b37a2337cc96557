internal import Foundation
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Lets one run at a time work with a state file.
///
/// A lock of the operating system (flock(2)) on a file beside the state: it goes with the process, however that ends.
package final class RunLock: Sendable {
    private let descriptor: Mutex<Int32>

    /// Takes the lock of the state at `path`.
    ///
    /// - Parameter owner: Who holds it, for the message that others get: the command and when it began.
    /// - Throws: ``StateFailure`` of kind `busy`, which says who holds it.
    package init(path: String, owner: String) throws(StateFailure) {
        let file = path + ".lock"
        // The lock is taken before the state is opened; where the folder can't be made, opening says so.
        try? FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let opened = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else {
            throw StateFailure(
                .notWritable,
                "the lock \(file) can't be opened: \(String(cString: strerror(errno)))",
                remedy: "check the permissions of the folder, or give another state with --state"
            )
        }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let holder = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
            close(opened)
            throw StateFailure(
                .busy,
                "another run works with the state \(path)\(holder.isEmpty ? "" : ": \(holder)")",
                remedy: "wait until it has ended, or give another state with --state"
            )
        }
        let text = "\(owner), process \(getpid())"
        ftruncate(opened, 0)
        _ = text.withCString { pwrite(opened, $0, strlen($0), 0) }
        descriptor = Mutex(opened)
    }

    /// Gives the lock back.
    package func release() {
        descriptor.withLock { held in
            guard held >= 0 else { return }
            ftruncate(held, 0)
            // Said explicitly: a process being started at this moment may hold a copy of the descriptor for an instant.
            flock(held, LOCK_UN)
            close(held)
            held = -1
        }
    }

    deinit {
        release()
    }
}
