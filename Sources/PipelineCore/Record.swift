/// One row of a source: the values of the fields that the pipeline uses, in the order of its ``RecordLayout``.
package struct Record: Sendable, Hashable {
    /// One value for each field of the layout; `.null` where the source had none.
    package var slots: [Value]

    /// The moment this record speaks for.
    package var moment: Moment

    /// The part of the world it came from, for people: `“Spring demo” 2026-11-18 10:00`.
    package var origin: String

    /// Makes a record.
    package init(slots: [Value], moment: Moment, origin: String = "") {
        self.slots = slots
        self.moment = moment
        self.origin = origin
    }
}

/// Which of several records that set the same attribute of the same person is the newest (DESIGN.md §2.3).
package struct Moment: Sendable, Hashable, Comparable {
    /// The moment the record speaks for (`as_of`).
    package let asOf: Timestamp

    /// Decides between equal moments: attended > absent > registered.
    package let rank: Rank

    /// Decides what is still equal: the instance's UUID.
    package let instance: String

    /// How much a record's kind weighs when two records speak for the same moment.
    package enum Rank: Int, Sendable, Hashable, Comparable, CaseIterable {
        case registered = 0
        case absent = 1
        case attended = 2

        package static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
    }

    /// Makes a moment.
    package init(asOf: Timestamp, rank: Rank = .registered, instance: String = "") {
        self.asOf = asOf
        self.rank = rank
        self.instance = instance
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        if left.asOf != right.asOf { return left.asOf < right.asOf }
        if left.rank != right.rank { return left.rank < right.rank }
        return left.instance < right.instance
    }
}
