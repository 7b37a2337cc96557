import GRDB

/// Why the state couldn't be opened, read or written, for the person who must act.
package struct StateFailure: Error, Sendable, Hashable {
    /// What kind of failure it is.
    package let kind: Kind

    /// What happened and to which file.
    package let message: String

    /// What to do.
    package let remedy: String

    /// What kind of failure it is.
    package enum Kind: Sendable, Hashable {
        /// Another process holds the run lock.
        case busy
        /// The disk is full.
        case full
        /// The file or its folder can't be written or opened.
        case notWritable
        /// The file is no state of ours, or damaged.
        case damaged
        /// The file was written by a newer version.
        case tooNew
        /// A saved plan was made from another state, or from this one at another time.
        case stale
        /// Anything else.
        case other
    }

    /// Makes a failure.
    package init(_ kind: Kind, _ message: String, remedy: String) {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }

    /// Classifies what GRDB or the system threw while working on the file at `path`
    /// (result codes: https://www.sqlite.org/rescode.html).
    init(_ error: any Error, path: String) {
        if let failure = error as? StateFailure {
            self = failure
            return
        }
        if error is BinaryReader.Malformed {
            self.init(.damaged, "the state \(path) is damaged: a record in it can't be read", remedy: Self.damageRemedy)
            return
        }
        if let error = error as? BinaryWriter.Unstorable {
            self.init(
                .other,
                "a value can't be kept in the state: \(error.value)",
                remedy: "map it to text, a number, true or false, a moment or a list of these"
            )
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.other, "the state \(path) can't be used: \(error)", remedy: "check the path and its permissions")
            return
        }
        let detail = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .full,
                "the disk is full: the state \(path) can't be written",
                remedy: "free some space and run again; nothing that was recorded is lost"
            )
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            self.init(
                .notWritable,
                "the state \(path) can't be opened for writing: \(detail)",
                remedy: "check the permissions of the file and its folder, or give another one with --state"
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                .damaged,
                "the state \(path) is damaged or no state file: \(detail)",
                remedy: Self.damageRemedy
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy,
                "the state \(path) is in use: \(detail)",
                remedy: "try again when the other command has ended"
            )
        default:
            self.init(.other, "the state \(path) failed: \(detail)", remedy: "run again; if it stays, restore a backup")
        }
    }

    private static let damageRemedy =
        "move it away and run again (entities are compared with the service before anything is written), or restore a backup"
}
