/// A part of a source that is read, settled and retried as one: a meeting's instance, a webinar's registrants, a file.
package struct Partition: Sendable, Hashable {
    /// Identifies it within its source, over runs: `meeting/4444AAAiAAAAAiAiAiiAii==`.
    package let id: String

    /// What a person calls it: `“Spring demo” 2026-11-18 10:00`.
    package let title: String

    /// When its data became final, as far as known: a meeting's end. Partitions that never become ready are given up
    /// 24 h after it, or after they were first seen.
    package let closed: Timestamp?

    /// Whether it changes without notice and is read in full in each run (registrants), so that it never settles for good.
    package let isReadEachRun: Bool

    /// What its source needs to read it again in a later run.
    package let details: [String: String]

    /// Makes a partition.
    package init(
        id: String,
        title: String,
        closed: Timestamp? = nil,
        isReadEachRun: Bool = false,
        details: [String: String] = [:]
    ) {
        self.id = id
        self.title = title
        self.closed = closed
        self.isReadEachRun = isReadEachRun
        self.details = details
    }
}

/// The time from which partitions are looked for, up to now.
package struct Window: Sendable, Hashable {
    /// Earlier partitions are not read.
    package let since: Timestamp

    /// The run's moment.
    package let until: Timestamp

    /// Makes a window.
    package init(since: Timestamp, until: Timestamp) {
        self.since = since
        self.until = until
    }
}
