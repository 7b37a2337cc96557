internal import PipelineCore

/// Decides how what waits is delivered: one by one, by a bulk submission, or not yet. Pure.
struct DeliveryPolicy: Sendable {
    enum Choice: Sendable, Hashable {
        /// Nothing can or should be done now.
        case wait
        /// Up to so many single upserts more.
        case upserts(Int)
        /// One bulk submission of all that waits, as far as it goes.
        case submission
    }

    /// The most submissions carried out at the same time.
    static let maxOpenTickets = 2

    /// The most changes in one submission, whatever the service allows: they are in memory together, about a kilobyte each.
    static let maxChangesInMemory = 5_000

    let traits: BulkTraits

    /// The most changes in one submission.
    var maxChanges: Int { min(traits.maxChanges, Self.maxChangesInMemory) }

    /// Submissions handed in during this run.
    var submissions = 0

    /// Whether the service failed submissions, so that none is tried again in this run.
    var isBulkBroken = false

    /// From so many changes on, a submission is expected to finish sooner than single upserts.
    var bulkMinimum: Int {
        let gain = traits.secondsPerUpsert - traits.secondsPerChange
        guard gain > 0, !isBulkBroken, submissions < traits.submissionsPerHour else { return .max }
        return max(2, Int((traits.fixedSeconds / gain).rounded(.up)))
    }

    /// While sources are still read, a submission waits for more: each takes its share of the hour's requests, and a person
    /// seen again in another partition needs no second write. The n-th waits for 100, 200, 400 … changes.
    private var patience: Int { 100 << min(submissions, 12) }

    func choose(waiting: Int, isReading: Bool, activeUpserts: Int, openTickets: Int) -> Choice {
        guard waiting > 0 else { return .wait }
        let wanted = isReading ? max(bulkMinimum, min(patience, maxChanges)) : bulkMinimum
        if waiting >= wanted {
            return openTickets < Self.maxOpenTickets ? .submission : .wait
        }
        let free = traits.maxConcurrentUpserts - activeUpserts
        return free > 0 ? .upserts(free) : .wait
    }
}
