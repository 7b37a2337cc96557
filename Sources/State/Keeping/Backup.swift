package import CEL
internal import Foundation
internal import GRDB

extension StateStore {
    /// Writes a copy of the state to a new file (mode 0600) while runs may go on.
    ///
    /// - Throws: ``StateFailure``, also when there is a file already.
    package func backUp(to path: String) async throws(StateFailure) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw StateFailure(
                .notWritable,
                "there is a file \(path) already",
                remedy: "give another name: a backup never replaces a file"
            )
        }
        try await read { database in
            try StateFile.make(path)
            let copy = try DatabaseQueue(path: path)
            try copy.inDatabase { try database.backup(to: $0) }
            try copy.close()
        }
    }

    /// Replaces what is in the state by a backup. Sends that the backup doesn't know of may have happened since it was made: from
    /// now on what speaks for a moment before `now` isn't sent by itself, but listed for a person to decide.
    ///
    /// - Throws: ``StateFailure``; nothing is changed then.
    package func restore(from path: String, at now: Timestamp) async throws(StateFailure) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StateFailure(.other, "there is no file \(path)", remedy: "give the path of a backup")
        }
        // Opening it checks that it is a state of ours, and takes it through the steps that it lacks; on a copy, so that the backup
        // stays as it is.
        let copy = path + ".restoring-\(UUID().uuidString)"
        defer { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + ending) } }
        do { try FileManager.default.copyItem(atPath: path, toPath: copy) } catch {
            throw StateFailure(error, path: path)
        }
        let backup = try StateStore(path: copy)
        try await backup.write { database in
            guard try String.fetchOne(database, sql: "PRAGMA quick_check") == "ok" else {
                throw StateFailure(
                    .damaged,
                    "the backup \(path) is damaged",
                    remedy: "take another one; the state is as it was"
                )
            }
            try Self.noteRestoration(at: now, in: database)
            try Self.moveGeneration(in: database)
        }
        try backup.close()
        try await replace(by: copy)
    }
}

extension StateStore {
    /// Takes over all that another database holds, in one transaction (https://www.sqlite.org/backup.html).
    private func replace(by path: String) async throws(StateFailure) {
        try await exclusively { queue in
            let other = try DatabaseQueue(path: path)
            try other.backup(to: queue)
            try other.close()
        }
    }
}
