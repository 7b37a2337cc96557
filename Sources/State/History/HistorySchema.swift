/// What became of each row, for `explain`; what people decided about dead letters; whom they asked to forget; whether the state
/// is a backup that was restored.
///
/// Verdicts: 0 updated, 1 created, 2 unchanged, 3 superseded, 4 skipped, 5 dead letter, 6 filtered, 7 sent. What is said again
/// run after run (a registrant who is read anew and unchanged) is kept once.
enum HistorySchema {
    static let sql = """
        CREATE TABLE history (
          id INTEGER PRIMARY KEY, run INTEGER NOT NULL, pipeline INTEGER NOT NULL, key TEXT NOT NULL, origin TEXT NOT NULL,
          as_of INTEGER, verdict INTEGER NOT NULL, reason TEXT, entry BLOB
        );
        CREATE INDEX history_by_key ON history (key);
        CREATE INDEX changes_by_key ON changes (key);
        ALTER TABLE dead_letters ADD COLUMN destination INTEGER;
        ALTER TABLE dead_letters ADD COLUMN record TEXT;
        ALTER TABLE dead_letters ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE forgotten (hash BLOB PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE restorations (moment INTEGER NOT NULL);
        """
}
