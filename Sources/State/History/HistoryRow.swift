package import CEL
package import PipelineCore

/// What became of one row of one person.
package struct HistoryRow: Sendable, Hashable {
    package let run: Int
    /// The pipeline's name.
    package let pipeline: String
    /// Where it came from, for people: the meeting's title and time.
    package let origin: String
    /// What became of it.
    package let fate: Fate
    /// What it asked for; nil when it didn't come to that.
    package let entry: Entry?
    /// The moment it spoke for; nil when that isn't known.
    package let asOf: Timestamp?

    /// What becomes of a row.
    package enum Fate: Sendable, Hashable {
        case created
        case updated
        case unchanged
        case superseded
        case skipped(reason: String)
        case deadLettered(reason: String)
        /// A filter left it out; its text.
        case filtered(by: String)
        /// It was sent: the kind of sink and the name (`brevo.events zoom_recording_ready`).
        case sent(what: String)
    }
}

/// A row that doesn't get as far as the outbox, on its way to the history.
package struct HistoryDraft: Sendable, Hashable {
    package let key: String
    package let origin: String
    package let asOf: Timestamp
    package let fate: HistoryRow.Fate

    /// Makes a draft.
    package init(key: String, origin: String, asOf: Timestamp, fate: HistoryRow.Fate) {
        self.key = key
        self.origin = origin
        self.asOf = asOf
        self.fate = fate
    }
}

extension HistoryRow.Fate {
    /// The number and the reason that the table keeps.
    var columns: (verdict: Int, reason: String?) {
        switch self {
        case .updated: (0, nil)
        case .created: (1, nil)
        case .unchanged: (2, nil)
        case .superseded: (3, nil)
        case .skipped(let reason): (4, reason)
        case .deadLettered(let reason): (5, reason)
        case .filtered(let text): (6, text)
        case .sent(let what): (7, what)
        }
    }

    init(verdict: Int, reason: String?) {
        let reason = reason ?? ""
        self =
            switch verdict {
            case 0: .updated
            case 1: .created
            case 2: .unchanged
            case 3: .superseded
            case 4: .skipped(reason: reason)
            case 5: .deadLettered(reason: reason)
            case 6: .filtered(by: reason)
            default: .sent(what: reason)
            }
    }

    init(_ verdict: Verdict) {
        self =
            switch verdict {
            case .delivered(let isCreated): isCreated ? .created : .updated
            case .unchanged: .unchanged
            case .superseded: .superseded
            case .skipped(let reason): .skipped(reason: reason)
            case .deadLettered(_, let reason): .deadLettered(reason: reason)
            }
    }
}
