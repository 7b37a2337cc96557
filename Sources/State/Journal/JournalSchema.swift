/// The tables of what can't be taken back.
///
/// `journal` and `secrets` outlive everything: pruning, forgetting a person and resetting the state leave them alone, because
/// they are what keeps anything from being sent twice. The journal holds keyed hashes, so nobody can be read from it without
/// `secrets`. `activations` may be reset: then everything older is baseline, and nothing old is sent.
enum JournalSchema {
    static let sql = """
        CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE journal (
          key BLOB PRIMARY KEY, status INTEGER NOT NULL, changed INTEGER NOT NULL, run INTEGER NOT NULL, reference TEXT
        ) WITHOUT ROWID;
        CREATE TABLE activations (
          pipeline TEXT NOT NULL, fingerprint TEXT NOT NULL, channel TEXT NOT NULL, since INTEGER NOT NULL,
          PRIMARY KEY (pipeline, fingerprint, channel)
        ) WITHOUT ROWID;
        CREATE TABLE sends (
          id INTEGER PRIMARY KEY AUTOINCREMENT, destination INTEGER NOT NULL, key BLOB NOT NULL UNIQUE,
          pipeline INTEGER NOT NULL, partition INTEGER NOT NULL, name TEXT NOT NULL, recipient TEXT NOT NULL,
          origin TEXT NOT NULL, send BLOB NOT NULL, status INTEGER NOT NULL DEFAULT 0, request INTEGER, place INTEGER,
          reason TEXT, since INTEGER
        );
        CREATE INDEX sends_by_pipeline ON sends (pipeline, status);
        CREATE INDEX sends_by_request ON sends (request) WHERE request IS NOT NULL;
        CREATE TABLE send_requests (
          id INTEGER PRIMARY KEY AUTOINCREMENT, destination INTEGER NOT NULL, token TEXT NOT NULL, body BLOB NOT NULL,
          count INTEGER NOT NULL, made INTEGER NOT NULL
        );
        """
}

/// Where a key of the journal stands. The numbers are kept.
package enum JournalStatus: Int, Sendable, Hashable, CaseIterable {
    /// It is older than its pipeline's first activation: not sent.
    case baseline = 0
    /// A request that holds it was about to be made.
    case intended = 1
    /// The service has it.
    case accepted = 2
    /// The service provably didn't take it.
    case refused = 3
    /// Nobody knows.
    case inDoubt = 4
    /// A person decided that it isn't sent.
    case dropped = 5
}

/// Where a send that waits stands. The numbers are kept.
enum QueueStatus: Int {
    case waiting = 0
    /// A request that holds it was recorded.
    case underWay = 1
    case inDoubt = 2
    /// A person decided that it is sent again; it waits, whatever becomes of its pipeline.
    case resent = 3
}
