/// The books of one pipeline in one run: every row read is in exactly one of the other counts (DESIGN.md §4, conservation).
package struct Books: Sendable, Hashable, Codable {
    /// Rows read in this run, and rows that an earlier run had left pending.
    package var rows = 0

    /// Rows merged into another row of the same person.
    package var merged = 0

    /// Rows all of whose values were older than what another row had already set.
    package var superseded = 0

    /// Rows that a filter left out.
    package var filtered = 0

    /// Rows left out, by reason.
    package var skipped: [String: Int] = [:]

    /// Rows that asked for what the sink already had.
    package var unchanged = 0

    /// Rows delivered: ``created`` + ``updated``, or written to a file.
    package var delivered = 0

    /// Delivered rows whose entity was created.
    package var created = 0

    /// Delivered rows whose entity was changed.
    package var updated = 0

    /// Rows that became dead letters.
    package var deadLettered = 0

    /// Rows whose sending may or may not have happened.
    package var inDoubt = 0

    /// Rows still to be delivered.
    package var pending = 0

    /// The partitions' books.
    package var partitions = PartitionBooks()

    /// Empty books.
    package init() {}

    /// Whether every row and every partition is accounted for.
    package var close: Bool {
        let accounted =
            merged + superseded + filtered + skipped.values.reduce(0, +) + unchanged + delivered + deadLettered
            + inDoubt + pending
        return rows == accounted && partitions.close
    }

    /// Adds what happened elsewhere.
    package static func += (books: inout Books, more: Books) {
        books.rows += more.rows
        books.merged += more.merged
        books.superseded += more.superseded
        books.filtered += more.filtered
        books.skipped.merge(more.skipped, uniquingKeysWith: +)
        books.unchanged += more.unchanged
        books.delivered += more.delivered
        books.created += more.created
        books.updated += more.updated
        books.deadLettered += more.deadLettered
        books.inDoubt += more.inDoubt
        books.pending += more.pending
        books.partitions += more.partitions
    }
}

/// The books of a pipeline's partitions in one run.
package struct PartitionBooks: Sendable, Hashable, Codable {
    /// Partitions that were due in this run (those settled in earlier runs aren't).
    package var due = 0

    /// Partitions that were read and had rows.
    package var read = 0

    /// Partitions that were read and had none.
    package var empty = 0

    /// Partitions whose data wasn't ready.
    package var notReady = 0

    /// Partitions that couldn't be read, by reason.
    package var failed: [String: Int] = [:]

    /// Empty books.
    package init() {}

    /// Whether every partition is accounted for.
    package var close: Bool { due == read + empty + notReady + failed.values.reduce(0, +) }

    /// Adds what happened elsewhere.
    package static func += (books: inout PartitionBooks, more: PartitionBooks) {
        books.due += more.due
        books.read += more.read
        books.empty += more.empty
        books.notReady += more.notReady
        books.failed.merge(more.failed, uniquingKeysWith: +)
    }
}
