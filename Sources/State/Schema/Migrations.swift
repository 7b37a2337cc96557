import GRDB

/// The database's shape, step by step. A step that has been released is never changed.
enum Migrations {
    /// All steps in order.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 runs, partitions, outbox, ledger") { try $0.execute(sql: first) }
        migrator.registerMigration("changes, identity") { try $0.execute(sql: changes) }
        migrator.registerMigration("journal, sends") { try $0.execute(sql: JournalSchema.sql) }
        migrator.registerMigration("inbox, triggers") { try $0.execute(sql: inbox) }
        migrator.registerMigration("history, decisions, the forgotten") { try $0.execute(sql: HistorySchema.sql) }
        return migrator
    }

    /// Text keys are normalised emails; moments inside blobs are written by `Coding`.
    ///
    /// The outbox's numbers are never used twice (`AUTOINCREMENT`): a desk reads on from the last number it saw, and tickets
    /// name rows by their numbers over runs.
    private static let first = """
        CREATE TABLE pipelines (
          id INTEGER PRIMARY KEY, name TEXT NOT NULL, fingerprint TEXT NOT NULL,
          swept INTEGER,
          UNIQUE (name, fingerprint)
        );
        CREATE TABLE destinations (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE runs (
          id INTEGER PRIMARY KEY AUTOINCREMENT, command TEXT NOT NULL, started INTEGER NOT NULL, finished INTEGER,
          status TEXT NOT NULL, usage TEXT
        );
        CREATE TABLE books (
          run INTEGER NOT NULL, pipeline INTEGER NOT NULL,
          rows INTEGER NOT NULL DEFAULT 0, merged INTEGER NOT NULL DEFAULT 0, superseded INTEGER NOT NULL DEFAULT 0,
          filtered INTEGER NOT NULL DEFAULT 0, unchanged INTEGER NOT NULL DEFAULT 0, delivered INTEGER NOT NULL DEFAULT 0,
          created INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL DEFAULT 0, dead_lettered INTEGER NOT NULL DEFAULT 0,
          in_doubt INTEGER NOT NULL DEFAULT 0, pending INTEGER NOT NULL DEFAULT 0,
          due INTEGER NOT NULL DEFAULT 0, read INTEGER NOT NULL DEFAULT 0, empty INTEGER NOT NULL DEFAULT 0,
          not_ready INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (run, pipeline)
        ) WITHOUT ROWID;
        CREATE TABLE book_reasons (
          run INTEGER NOT NULL, pipeline INTEGER NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
          PRIMARY KEY (run, pipeline, kind, reason)
        ) WITHOUT ROWID;
        CREATE TABLE partitions (
          number INTEGER PRIMARY KEY, pipeline INTEGER NOT NULL, id TEXT NOT NULL, status INTEGER NOT NULL,
          pending INTEGER NOT NULL DEFAULT 0, title TEXT NOT NULL, closed INTEGER, reads_each_run INTEGER NOT NULL,
          details TEXT NOT NULL, first_seen INTEGER NOT NULL, reason TEXT,
          UNIQUE (pipeline, id)
        );
        CREATE TABLE outbox (
          id INTEGER PRIMARY KEY AUTOINCREMENT, destination INTEGER NOT NULL, key TEXT NOT NULL, pipeline INTEGER NOT NULL,
          partition INTEGER NOT NULL, origin TEXT NOT NULL, entry BLOB NOT NULL
        );
        CREATE INDEX outbox_by_key ON outbox (destination, key);
        CREATE TABLE ledger (
          destination INTEGER NOT NULL, key TEXT NOT NULL, entry BLOB NOT NULL,
          PRIMARY KEY (destination, key)
        ) WITHOUT ROWID;
        CREATE TABLE tickets (
          id INTEGER PRIMARY KEY AUTOINCREMENT, destination INTEGER NOT NULL, ticket TEXT, submitted INTEGER NOT NULL
        );
        CREATE TABLE ticket_parts (
          ticket INTEGER NOT NULL, part INTEGER NOT NULL, deliveries BLOB NOT NULL, PRIMARY KEY (ticket, part)
        );
        CREATE TABLE dead_letters (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, pipeline INTEGER NOT NULL, partition TEXT NOT NULL,
          origin TEXT NOT NULL, key TEXT, code TEXT NOT NULL, reason TEXT NOT NULL, entry BLOB, created INTEGER NOT NULL
        );
        CREATE TABLE counters (
          account TEXT NOT NULL, label TEXT NOT NULL, period INTEGER NOT NULL, start INTEGER NOT NULL, used INTEGER NOT NULL,
          PRIMARY KEY (account, label, period)
        ) WITHOUT ROWID;
        """

    /// What runs changed, with what was there before; and what tells one state from another, and from itself at another time.
    ///
    /// Saved plans hold the same identity and generation as the state they were made from (``StateVersion``).
    private static let changes = """
        CREATE TABLE changes (
          id INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL, destination INTEGER NOT NULL, key TEXT NOT NULL,
          change BLOB NOT NULL
        );
        CREATE INDEX changes_by_run ON changes (run, key, destination);
        CREATE TABLE version (identity TEXT NOT NULL, generation INTEGER NOT NULL);
        CREATE TABLE forecasts (run INTEGER PRIMARY KEY, summary TEXT NOT NULL);
        INSERT INTO version SELECT lower(hex(randomblob(16))), max(0, coalesce((SELECT max(id) FROM runs), 0));
        """
}
