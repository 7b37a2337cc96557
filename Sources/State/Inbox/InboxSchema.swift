extension Migrations {
    /// Moments of events are milliseconds, as services give them; others are seconds.
    ///
    /// Status 0 is stored, 1 processed, 2 dead.
    static let inbox = """
        CREATE TABLE inbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT, service TEXT NOT NULL, name TEXT NOT NULL, identity TEXT NOT NULL,
          occurred INTEGER NOT NULL, received INTEGER NOT NULL, status INTEGER NOT NULL, focus TEXT, details TEXT,
          body BLOB NOT NULL, problem TEXT,
          UNIQUE (service, identity)
        );
        CREATE INDEX inbox_stored ON inbox (id) WHERE status = 0;
        CREATE INDEX inbox_by_time ON inbox (received);
        CREATE TABLE triggers (
          pipeline TEXT NOT NULL, subject TEXT NOT NULL, details TEXT NOT NULL, due INTEGER NOT NULL,
          attempt INTEGER NOT NULL,
          PRIMARY KEY (pipeline, subject)
        ) WITHOUT ROWID;
        CREATE TABLE recurrences (
          pipeline TEXT NOT NULL, rule TEXT NOT NULL, due INTEGER NOT NULL,
          PRIMARY KEY (pipeline, rule)
        ) WITHOUT ROWID;
        """
}
