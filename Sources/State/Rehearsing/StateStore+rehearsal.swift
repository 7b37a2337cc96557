internal import GRDB

extension StateStore {
    /// Makes a copy on which a run can be tried out: everything is as in `original`, nothing comes back to it.
    ///
    /// - Parameters:
    ///   - original: The state; nil for a new one.
    ///   - path: Where the copy is made (mode 0600); no file may be there yet.
    package static func rehearsal(of original: StateStore?, at path: String) async throws(StateFailure) -> StateStore {
        if let original {
            try await original.read { database in
                try StateFile.make(path)
                let copy = try DatabaseQueue(path: path)
                try copy.inDatabase { try database.backup(to: $0) }
                try copy.close()
            }
        }
        return try StateStore(path: path, isRehearsal: true)
    }
}
