import Foundation
import State
import Testing

@Suite struct RunLockTests {
    @Test func `a second lock is refused, and says who holds the first`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        let lock = try RunLock(path: path, owner: "apply since 10:00")
        let failure = #expect(throws: StateFailure.self) { try RunLock(path: path, owner: "serve") }
        #expect(failure?.kind == .busy)
        #expect(failure?.message.contains("apply since 10:00") == true)
        lock.release()
        lock.release()
        try RunLock(path: path, owner: "serve").release()
    }

    @Test func `a lock goes with what held it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        do { _ = try RunLock(path: path, owner: "one") }
        try RunLock(path: path, owner: "two").release()
    }

    @Test func `a lock of another process holds until that process ends, however it ends`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("state.db")
        let holder = try Holder(locking: path + ".lock")
        #expect(throws: StateFailure.self) { try RunLock(path: path, owner: "apply") }
        holder.kill()
        try RunLock(path: path, owner: "apply").release()
    }

    @Test func `a lock's folder is made`() throws {
        let folder = try TemporaryFolder()
        try RunLock(path: folder.file("new/state.db"), owner: "apply").release()
    }

    @Test func `a lock that can't be made is told with what to do`() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.file("file")))
        let failure = #expect(throws: StateFailure.self) {
            try RunLock(path: folder.file("file/state.db"), owner: "apply")
        }
        #expect(failure?.kind == .notWritable)
    }
}

/// Another process that holds a lock, by util-linux's `flock`.
private struct Holder {
    private let process = Process()
    private let output = Pipe()

    init(locking file: String) throws {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Without a fork the lock belongs to the one process that is killed.
        process.arguments = ["flock", "--no-fork", file, "sh", "-c", "echo held; exec cat"]
        process.standardInput = Pipe()
        process.standardOutput = output
        try process.run()
        _ = output.fileHandleForReading.readData(ofLength: 4)
    }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
